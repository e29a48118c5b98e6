import { askPage } from './ask.ts'
import { median } from './median.ts'
import { rested } from './processes.ts'
import type { Pair } from './sites.ts'

export type MissFigures = {
  /** The pages requested from each server. */
  pages: number
  /** Milliseconds, medians. */
  ours: number
  next: number
}

/** Requests that do not count: a server's first ones compile its code and open its files. */
const first = 150
const block = 50
const blocks = 6

/**
 * What it costs to render a page that is not cached: each story is requested once, one at a time, in turns of some from
 * our server and some others from Next's. Our server is left to finish its work after each turn, so that none of it
 * burdens Next's.
 *
 * @param paths pages never requested before; some of them are left alone
 */
export async function measureMisses({ ours, next }: Pair, paths: readonly string[]): Promise<MissFigures> {
  let at = 0
  const take = async (url: string, count: number): Promise<number[]> => {
    const taken: number[] = []
    for (const path of paths.slice(at, at + count)) taken.push((await askPage(url, path)).milliseconds)
    at += count
    return taken
  }
  for (const { url } of [ours, next]) await take(url, first)
  const measured: { ours: number[]; next: number[] } = { ours: [], next: [] }
  for (let turn = 0; turn < blocks; turn += 1) {
    await rested(ours, 20)
    measured.ours.push(...(await take(ours.url, block)))
    await rested(ours, 20)
    measured.next.push(...(await take(next.url, block)))
  }
  return { pages: block * blocks, ours: median(measured.ours), next: median(measured.next) }
}
