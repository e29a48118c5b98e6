import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { memoryUsage } from 'node:process'
import { errorText } from '../../runtime/error-text.ts'
import type { Characters } from '../cards/characters.ts'
import { drawCard } from '../cards/draw-card.ts'
import { prepareFonts } from '../cards/fonts.ts'
import { alone } from './alone.ts'
import type { Answer, Drawing, Job, Task } from './darkroom.ts'
import { maxWorkingBytes } from './facts.ts'
import { drawIcon } from './icons.ts'
import { inspectPicture } from './inspect.ts'
import { createIntermediates } from './intermediates.ts'
import { makeVariant } from './make-variant.ts'
import { createWatch } from './watch.ts'

// The process at the other end of darkroom: decodes pictures, makes variants of them, and draws.

/** Unused pixels that are kept: about three pictures' worth. */
const maxSpare = 48 * 1024 * 1024
/** How long they are kept when no work comes in, milliseconds. */
const restful = 10_000
/** The limit for one step: many times what the heaviest picture takes. */
const milliseconds = 20_000
/** A step that takes this many bytes or more runs alone, among all darkrooms of a server, whichever thread opened them. */
const heavy = maxWorkingBytes / 2

/** What a card's or an icon's pixels take, about. */
const drawnBytes = 16 * 1024 * 1024

/** Pixels lie outside of the heap, and nothing else would tell Node in time that they are garbage. */
const collectGarbage = () => globalThis.gc?.()

const intermediates = createIntermediates(maxWorkingBytes, maxSpare, collectGarbage)
const watch = createWatch(
  { bytes: memoryUsage.rss() + 1.5 * maxWorkingBytes, milliseconds },
  (task, excess) => answer({ task, excess }, () => process.kill(process.pid, 'SIGKILL')),
)
setPriority(10)
let running = 0
let rest: NodeJS.Timeout | undefined

process.on('message', async ({ id, job }: Task) => {
  clearTimeout(rest)
  running += 1
  answer(await done(id, job))
  running -= 1
  if (running === 0) rest = setTimeout(() => intermediates.clear(), restful)
})

// The process that started this one also stops it. Terminals and service managers signal all processes together, so those
// signals are ignored: answers in progress are still waited for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())

try {
  // When memory runs out, the kernel ends this process rather than the server (proc(5)).
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Not Linux, or a container that forbids it: then the system chooses by itself.
}

async function done(id: number, job: Job): Promise<Answer> {
  const watched = <T>(bytes: number, act: () => Promise<T>) => watch(id, bytes, act)
  const step = <T>(bytes: number, act: () => Promise<T>) => {
    if (bytes < heavy) return watched(bytes, act)
    collectGarbage()
    return alone(`dateline-heavy-picture-${process.ppid}`, () => watched(bytes, act))
  }
  try {
    if ('inspect' in job)
      return { task: id, inspected: await inspectPicture(job.inspect, { room: intermediates.room, step }) }
    if ('draw' in job) return { task: id, made: await watched(drawnBytes, () => drawn(job.draw)) }
    if ('icon' in job)
      return {
        task: id,
        made: await watched(drawnBytes, () => drawIcon(job.icon, Buffer.from(job.picture))),
      }
    return { task: id, made: await makeVariant(job.make, intermediates, step) }
  } catch (error) {
    return { task: id, error: errorText(error) }
  }
}

let characters: Promise<Characters> | undefined

/** A card, once its typefaces are ready. */
async function drawn({ card, shape, fonts }: Drawing): Promise<Buffer> {
  characters ??= prepareFonts(fonts).catch((error) => {
    // The disk may be full now and not the next time.
    characters = undefined
    throw error
  })
  return drawCard(card, shape, await characters)
}

function answer(message: Answer, sent?: () => void) {
  // If sending fails, the parent has gone, and there is nobody left to tell.
  process.send?.(message, undefined, undefined, () => sent?.())
}
