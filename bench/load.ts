import { setTimeout as sleep } from 'node:timers/promises'
import { errorText } from '../lib/runtime/error-text.ts'
import { ask } from './ask.ts'

/** The results of the requests during some time. */
export type Tally = {
  requests: number
  /** Requests not answered with 200, and why. */
  failed: string[]
  /** Requests answered with a stale page. */
  stale: number
  /** The longest wait, milliseconds. */
  slowest: number
}

/** A steady stream of readers. */
export type Load = {
  /** The results of all requests begun since the last call, once all of them have ended. */
  tally(): Promise<Tally>
  stop(): Promise<void>
}

/** Requests one page after the other, so many a second, whether or not the earlier ones have been answered. */
export function startLoad(url: string, paths: readonly string[], perSecond: number): Load {
  let current: Tally = empty()
  const running = new Set<Promise<void>>()
  let isOver = false
  let turn = 0

  const one = async (tally: Tally) => {
    const path = paths[turn % paths.length] ?? '/'
    turn += 1
    tally.requests += 1
    const started = performance.now()
    try {
      const { status, headers } = await ask(url, path)
      if (status !== 200) tally.failed.push(`${path} answered ${status}`)
      if (String(headers['cache-status']).includes('stale')) tally.stale += 1
    } catch (error) {
      tally.failed.push(`${path}: ${errorText(error)}`)
    }
    tally.slowest = Math.max(tally.slowest, performance.now() - started)
  }

  const going = (async () => {
    let due = performance.now()
    while (!isOver) {
      const asked = one(current)
      running.add(asked)
      void asked.finally(() => running.delete(asked))
      due += 1000 / perSecond
      await sleep(Math.max(0, due - performance.now()))
    }
  })()

  return {
    async tally() {
      const done = current
      current = empty()
      await Promise.all(running)
      return done
    },
    async stop() {
      isOver = true
      await going
      await Promise.all(running)
    },
  }
}

function empty(): Tally {
  return { requests: 0, failed: [], stale: 0, slowest: 0 }
}
