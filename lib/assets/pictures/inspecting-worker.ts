import { workerData } from 'node:worker_threads'
import { answerAll, type WaitedFor } from '../../runtime/waited-thread.ts'
import { openDarkroom } from './darkroom.ts'

// The thread that inspector.ts starts: it has pictures inspected, one after the other.
const darkroom = openDarkroom()

answerAll(workerData as WaitedFor, (file: string) => darkroom.inspect(file).catch(failed))

/** The machine's fault, not the file's: the darkroom could not be started, or the system ended it twice. */
function failed() {
  return { fault: 'could not be decoded, for want of memory. Save it again, smaller.' }
}
