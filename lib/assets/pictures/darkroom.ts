import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Card } from '../cards/draw-card.ts'
import type { CardShape } from '../cards/shapes.ts'
import type { PictureFault, PictureFile } from './facts.ts'
import type { IconName } from './icon-shapes.ts'
import { TooBusy } from './lanes.ts'
import type { Order } from './make-variant.ts'
import type { Excess } from './watch.ts'

/** What can be asked of the process. */
export type Job =
  | { inspect: string }
  | { make: Order }
  | { draw: Drawing }
  | { icon: IconName; picture: Uint8Array }

/** A card that is to be drawn. */
export type Drawing = {
  card: Card
  shape: CardShape
  /** The folder its typefaces are unpacked in, absolute; see cards/fonts. */
  fonts: string
}

export type Task = { id: number; job: Job }

/** Its answer to the task of that id: the result, the decoder's error, or that it ends because of the task. */
export type Answer = { task: number } & (
  | { inspected: PictureFile | PictureFault }
  | { made: Buffer | undefined }
  | { error: string }
  | { excess: Excess }
)

/**
 * A process of its own in which pictures are decoded and drawn: what its libraries take is given back, what a hostile file does to
 * them is done to nobody else, and it knows no secrets.
 */
export type Darkroom = {
  /** What the picture in a file shows, or why it cannot be shown. */
  inspect(file: string): Promise<PictureFile | PictureFault>
  /** Undefined when the file is not the picture that was ordered. Rejects when it cannot be decoded. */
  make(order: Order): Promise<Buffer | undefined>
  /** A card, as a PNG. */
  draw(drawing: Drawing): Promise<Buffer | undefined>
  /** An icon. @param picture small; see icons */
  icon(name: IconName, picture: Buffer): Promise<Buffer | undefined>
}

const program = join(
  /* turbopackIgnore: true */ process.cwd(),
  'lib',
  'assets',
  'pictures',
  'darkroom-process.ts',
)
const nodeFlags = ['--max-old-space-size=64', '--max-semi-space-size=1', '--expose-gc']
/** Makes malloc return blocks as large as pictures, and stops threads from keeping some each (mallopt(3)). */
const environment = {
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
} as const
/** Where Node keeps what it has compiled, if it does. */
const { NODE_COMPILE_CACHE: compiled } = process.env
/** When there is nothing to do for so long, it ends; to start it takes a quarter of a second. */
const idleMilliseconds = 30_000

/** The process ended before the task was done: because of this task or of another. */
class Lost extends Error {}

type Pending = { settle(answer: Answer): void; lose(): void }

/** Opens a darkroom; its process starts with the first task. */
export function openDarkroom(): Darkroom {
  const pending = new Map<number, Pending>()
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let count = 0

  const start = (): ChildProcess => {
    const started = fork(program, [], {
      execArgv: nodeFlags,
      env: { ...environment, ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }) },
      serialization: 'advanced',
      // What decoders print about other people's files does not belong in the log.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const gone = () => {
      if (child !== started) return
      child = undefined
      for (const { lose } of [...pending.values()]) lose()
    }
    started.on('message', (answer: Answer) => pending.get(answer.task)?.settle(answer))
    started.once('exit', gone)
    started.once('error', gone)
    // It ends with its parent, and does not keep the parent from ending.
    started.unref()
    return started
  }

  const end = () => {
    child?.disconnect()
    child = undefined
  }

  const ask = (job: Job): Promise<Answer> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle)
      child ??= start()
      child.channel?.ref()
      count += 1
      const id = count
      const over = () => {
        pending.delete(id)
        if (pending.size > 0) return
        child?.channel?.unref()
        idle = setTimeout(end, idleMilliseconds).unref()
      }
      pending.set(id, {
        settle(answer) {
          over()
          resolve(answer)
        },
        lose() {
          over()
          reject(new Lost())
        },
      })
      // When sending fails, the process has ended, and its exit event handles that.
      child.send({ id, job } satisfies Task, () => {})
    })

  /** Asks once more when the process ended because of another task. */
  const askAgain = async (job: Job): Promise<Answer> => {
    try {
      return await ask(job).catch((error) => (error instanceof Lost ? ask(job) : Promise.reject(error)))
    } catch (error) {
      throw error instanceof Lost ? new TooBusy() : error
    }
  }

  const made = async (job: Job): Promise<Buffer | undefined> => {
    const answer = await askAgain(job)
    if ('made' in answer) return answer.made
    throw new Error('error' in answer ? answer.error : `too much ${'excess' in answer ? answer.excess : ''}`)
  }

  return {
    async inspect(file) {
      const answer = await askAgain({ inspect: file })
      if ('inspected' in answer) return answer.inspected
      if ('excess' in answer) return { fault: faults[answer.excess] }
      throw new Error('error' in answer ? answer.error : 'no answer')
    },
    make: (order) => made({ make: order }),
    draw: (drawing) => made({ draw: drawing }),
    icon: (icon, picture) => made({ icon, picture }),
  }
}

const faults = {
  memory: 'takes more memory to decode than there is for one. Save it smaller, or as JPEG.',
  time: 'takes more than 20 seconds to decode. Save it smaller, or as JPEG.',
} satisfies Record<Excess, string>
