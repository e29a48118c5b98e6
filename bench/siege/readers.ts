import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { browse } from './browse.ts'
import { type Kind, kinds, type Wish } from './honest.ts'

/** What readers met, of one kind of request. */
export type Met = {
  kind: Kind
  /** Milliseconds of each request from when it was meant to begin, failed ones included. */
  waits: number[]
}

export type Readers = {
  met: Met[]
  failed: { kind: Kind; path: string; reason: string }[]
  /** Milliseconds by which each request began late, for which the measuring process is to blame. */
  late: number[]
}

export const readersPerSecond = 50

/** Whoever is not answered by then never will be: longer than a browser's patience. */
const maxSecondsOver = 15

/**
 * Honest readers, so many a second for so many seconds, over kept connections. A late answer does not keep the next
 * reader from coming, nor does it hide that one's wait: it counts from when the request was meant to begin.
 *
 * @returns once all have been answered, or have given up
 */
export async function read(url: string, wishes: Iterator<Wish, never>, seconds: number): Promise<Readers> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1024 })
  const met = kinds.map((kind): Met => ({ kind, waits: [] }))
  const failed: Readers['failed'] = []
  const late: number[] = []
  const running = new Map<Promise<void>, Wish>()

  const one = async (wish: Wish, due: number) => {
    late.push(performance.now() - due)
    const { at, complaint } = await browse(agent, url, wish).then(
      (answer) => ({ at: answer.at, complaint: wish.complaint(answer) }),
      (error: Error) => ({ at: performance.now(), complaint: error.message || 'no answer' }),
    )
    met.find(({ kind }) => kind === wish.kind)?.waits.push(at - due)
    if (complaint !== undefined) failed.push({ kind: wish.kind, path: wish.path, reason: complaint })
  }

  const began = performance.now()
  for (let turn = 0; turn < seconds * readersPerSecond; turn += 1) {
    const due = began + (turn * 1000) / readersPerSecond
    await sleep(Math.max(0, due - performance.now()))
    const wish = wishes.next().value
    const asked = one(wish, due)
    running.set(asked, wish)
    void asked.finally(() => running.delete(asked))
  }
  await Promise.race([Promise.all(running.keys()), sleep(maxSecondsOver * 1000)])
  for (const { kind, path } of running.values()) failed.push({ kind, path, reason: 'was never answered' })
  agent.destroy()
  return { met, failed, late }
}
