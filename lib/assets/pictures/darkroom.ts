import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { PictureFault, PictureFile } from './facts.ts'
import { TooBusy } from './lanes.ts'
import type { Order } from './make-variant.ts'
import type { Excess } from './watch.ts'

/** What the process can be asked to do. */
export type Job = { inspect: string } | { make: Order }

export type Task = { id: number; job: Job }

/** Its answer to the task of that id: the result, the decoder's error, or that it ends because of the task. */
export type Answer = { task: number } & (
  | { inspected: PictureFile | PictureFault }
  | { made: Buffer | undefined }
  | { error: string }
  | { excess: Excess }
)

/**
 * A separate process in which pictures are decoded: the memory its libraries take is given back, a hostile file can harm
 * only this process, and it knows no secrets.
 */
export type Darkroom = {
  /** What the picture in a file shows, or why it cannot be shown. */
  inspect(file: string): Promise<PictureFile | PictureFault>
  /** Undefined when the file is not the picture that was ordered. Rejects when it cannot be decoded. */
  make(order: Order): Promise<Buffer | undefined>
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
/** After so long without work the process ends; starting it again takes a quarter of a second. */
const idleMilliseconds = 10 * 60_000

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
      env: environment,
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

  return {
    async inspect(file) {
      const answer = await askAgain({ inspect: file })
      if ('inspected' in answer) return answer.inspected
      if ('excess' in answer) return { fault: faults[answer.excess] }
      throw new Error('error' in answer ? answer.error : 'no answer')
    },
    async make(order) {
      const answer = await askAgain({ make: order })
      if ('made' in answer) return answer.made
      throw new Error(
        'error' in answer ? answer.error : `too much ${'excess' in answer ? answer.excess : ''}`,
      )
    },
  }
}

const faults = {
  memory: 'takes more memory to decode than there is for one. Save it smaller, or as JPEG.',
  time: 'takes more than 20 seconds to decode. Save it smaller, or as JPEG.',
} satisfies Record<Excess, string>
