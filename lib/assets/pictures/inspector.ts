import { statSync } from 'node:fs'
import { SystemFault } from '../../runtime/system-fault.ts'
import { startWaitedThread } from '../../runtime/waited-thread.ts'
import type { PictureFault, PictureFile } from './facts.ts'

/** Far longer than any picture takes. */
const patience = 60_000
const maxRemembered = 5000
/** A file may be saved twice within one tick of the file system's clock, so one this recent is inspected again. */
const settled = 2000

const remembered = new Map<string, PictureFile | PictureFault>()
let inspect: ((file: string) => PictureFile | PictureFault) | undefined

/**
 * What a picture shows, or why it cannot be shown. Decoding is asynchronous and reading stories is not: a separate thread
 * decodes while this one waits. Translations show the same pictures, so answers are remembered for a while.
 *
 * @param file its real path, absolute
 * @throws system errors that are not the file's fault
 */
export function inspectedPicture(file: string): PictureFile | PictureFault | undefined {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) return undefined
  const key = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${file}`
  const known = remembered.get(key)
  if (known) return known
  inspect ??= startInspecting()
  const found = inspect(file)
  if ('fault' in found && found.isSystems) throw new SystemFault(found.fault)
  if (Date.now() - stat.mtimeMs > settled) {
    if (remembered.size >= maxRemembered) remembered.clear()
    remembered.set(key, found)
  }
  return found
}

function startInspecting() {
  const thread = startWaitedThread<string, PictureFile | PictureFault, object>(
    new URL('./inspecting-worker.ts', import.meta.url),
    { patience, data: {} },
  )
  return (file: string): PictureFile | PictureFault => {
    thread.ask(file)
    for (;;) {
      const [found] = thread.receive()
      if (found) return found
      if (!thread.wait()) {
        // A late answer must not be taken for the next picture's.
        inspect = undefined
        thread.end()
        return { fault: 'could not be read within a minute. Save it again, smaller.' }
      }
    }
  }
}
