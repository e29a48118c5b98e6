import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { askPage } from './ask.ts'

/** How long a correction took to reach readers, in milliseconds from saving the file. */
export type Correction = {
  /** Until the cache in front showed it, and nothing older after that. */
  front: number
  /** Until every replica did too. */
  everywhere: number
  /** Answers older than an earlier one from the same server. */
  older: number
}

const file = 'articles/2025/05/16/istanbul-talks.en.md'
const path = '/en/world/2025-05-16/istanbul-talks'
/** How long to go on reading after the last server is up to date, milliseconds. */
const aftermath = 1000
const patience = 60_000

/** Saves a correction of the lead story and reads it everywhere, again and again, until nothing has changed for a while. */
export async function correct(
  contentDir: string,
  { front, replicas }: { front: string; replicas: readonly string[] },
  number: number,
): Promise<Correction> {
  const name = join(contentDir, file)
  const mark = `Correction ${number}, ${Date.now()}.`
  const text = readFileSync(name, 'utf8')
  const saved = performance.now()
  writeFileSync(name, `${text.trimEnd()}\n\n${mark}\n`)
  let pending = replicas.length + 1
  let doneAt = Number.POSITIVE_INFINITY
  let older = 0

  const follow = async (url: string): Promise<number> => {
    let current: number | undefined
    while (performance.now() < Math.min(doneAt + aftermath, saved + patience)) {
      const { body, headers } = await askPage(url, path)
      const shown = headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body
      const isNew = shown.includes(mark)
      if (isNew && current === undefined) {
        current = performance.now()
        pending -= 1
        if (pending === 0) doneAt = performance.now()
      }
      if (!isNew && current !== undefined) older += 1
      await sleep(20)
    }
    if (current === undefined) throw new Error(`${url} did not show correction ${number}.`)
    return current - saved
  }

  const [atFront = 0, ...atReplicas] = await Promise.all([front, ...replicas].map(follow))
  return { front: atFront, everywhere: Math.max(atFront, ...atReplicas), older }
}
