import { workerData } from 'node:worker_threads'
import { answerAll, type WaitedFor } from '../../runtime/waited-thread.ts'
import { openDarkroom } from './darkroom.ts'

// The thread at the other end of inspector: has one picture after the other looked at.
const darkroom = openDarkroom()

answerAll(workerData as WaitedFor, (file: string) => darkroom.inspect(file).catch(failed))

/** Nobody's fault but the machine's: the darkroom could not be started, or was ended by the system, twice. */
function failed() {
  return { fault: 'could not be decoded, for want of memory. Save it again, smaller.' }
}
