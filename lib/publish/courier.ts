import type { IndexDatabase } from '../index/index-database.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Log } from '../runtime/log.ts'
import type { Destination } from './destinations.ts'
import { markSent, type Unsent, unsent } from './outbox.ts'

/** Sends to each destination what the outbox holds for it, at least once. */
export type Courier = {
  /** Sends what there is; failures are retried without another call. Resolves after each destination was tried once. */
  deliver(destinations: readonly Destination[]): Promise<void>
  close(): void
}

/** How long a destination may take to answer; below, the waits between tries. Milliseconds. */
const timeout = 10_000
const firstWait = 1000
const longestWait = 5 * 60_000

/** From this many notes in the outbox on, it is not worth sending them one by one. */
const piledUp = 1000

/** An answer that a retry will not change. A 401 is retried, because an operator can mend a missing secret. */
class Refused extends Error {}

export function createCourier(db: IndexDatabase, log: Log): Courier {
  const waiting = new Map<string, { timer: NodeJS.Timeout; wait: number }>()
  const busy = new Map<string, Promise<void>>()

  const stop = new AbortController()

  const tell = async (destination: Destination) => {
    const { name } = destination
    try {
      for (let news = unsent(db, name); news; news = unsent(db, name)) {
        await tellOf(destination, news)
        markSent(db, name, news.lastId)
        waiting.delete(name)
      }
    } catch (error) {
      // Once stopped, unsent news stays in the outbox; the index may be closed by now.
      if (!stop.signal.aborted) later(destination, errorText(error))
    }
  }

  /** Sends some news, or gives it up. Throws when a retry makes sense. */
  const tellOf = async (
    { name, patience, instead, requests }: Destination,
    { items, oldest, rows }: Unsent,
  ) => {
    try {
      for (const { url, init } of requests(rows > piledUp && instead ? instead : items))
        await send(url, init, stop.signal)
      log('info', 'told', { destination: name, items: items.length })
    } catch (error) {
      const isHopeless = error instanceof Refused || Date.now() - oldest > patience
      if (!isHopeless || stop.signal.aborted) throw error
      log('error', 'gave up telling', { destination: name, items: items.length, reason: errorText(error) })
    }
    stop.signal.throwIfAborted()
  }

  const later = (destination: Destination, reason: string) => {
    const { name } = destination
    const wait = Math.min((waiting.get(name)?.wait ?? firstWait / 2) * 2, longestWait)
    log('warn', 'could not tell', { destination: name, reason, againInSeconds: wait / 1000 })
    const timer = setTimeout(() => void start(destination), wait).unref()
    clearTimeout(waiting.get(name)?.timer)
    waiting.set(name, { timer, wait })
  }

  /** One request at a time per destination, so that it gets the news in order. */
  const start = async (destination: Destination) => {
    const { name } = destination
    const running = (busy.get(name) ?? Promise.resolve()).then(() => tell(destination))
    busy.set(name, running)
    await running
  }

  return {
    async deliver(destinations) {
      await Promise.all(destinations.map(start))
    },
    close() {
      stop.abort()
      for (const { timer } of waiting.values()) clearTimeout(timer)
    },
  }
}

async function send(url: string, init: RequestInit, stopped: AbortSignal) {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeout)])
  const answer = await fetch(url, { ...init, redirect: 'manual', signal })
  await answer.body?.cancel()
  if (answer.ok) return
  const isFinal = answer.status >= 400 && answer.status < 500 && ![401, 408, 429].includes(answer.status)
  const message = `it answered ${answer.status}`
  throw isFinal ? new Refused(message) : new Error(message)
}
