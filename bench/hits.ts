import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askPage } from './ask.ts'
import { generateArchive } from './generate-archive.ts'
import { rested, type Server } from './processes.ts'
import { holdingOf } from './siege/holding.ts'
import { buildAsUsual, newestEnglish, startOurs, storyPaths } from './sites.ts'

export type HitFigures = {
  /** Milliseconds of each request for a page in memory: while nothing else happens, and while others are made. */
  alone: number[]
  underMisses: number[]
  /** Pages made meanwhile. */
  misses: number
  /** Summed PSS of all the server's processes afterwards. */
  megabytes: number
}

const archiveStories = 3000
const rounds = 3
const roundSeconds = 8
const hitsPerSecond = 100
const missesAtOnce = 4
const maxSecondsToRest = 60

/**
 * Measures what readers of a page in memory notice of other pages that are being made: so many requests a second for the
 * one, without and with four readers who ask for one new page after the other, by turns.
 */
export async function benchHits(): Promise<HitFigures> {
  buildAsUsual()
  const content = join(temporaryFolder(), 'content')
  const dataDir = temporaryFolder()
  generateArchive(content, { stories: archiveStories })
  const server = await startOurs({ CONTENT_DIR: content, DATA_DIR: dataDir, LOG_LEVEL: 'warn' })
  try {
    return await measure(server, storyPaths(dataDir))
  } finally {
    await server.stop()
  }
}

async function measure(server: Server, paths: readonly string[]): Promise<HitFigures> {
  const page = newestEnglish(paths)
  const cold = paths.filter((path) => path !== page).values()
  const figures: HitFigures = { alone: [], underMisses: [], misses: 0, megabytes: 0 }
  const missing = async (isOver: () => boolean) => {
    for (let path = cold.next(); !path.done && !isOver(); path = cold.next()) {
      await askPage(server.url, path.value)
      figures.misses += 1
    }
  }
  // The first pages compile what makes them.
  const soon = performance.now() + 3000
  await missing(() => performance.now() > soon)
  await askPage(server.url, page)
  figures.misses = 0
  for (let round = 0; round < rounds; round += 1) {
    await rested(server, maxSecondsToRest)
    figures.alone.push(...(await hits(server.url, page)))
    let isOver = false
    const asking = Array.from({ length: missesAtOnce }, () => missing(() => isOver))
    figures.underMisses.push(...(await hits(server.url, page)))
    isOver = true
    await Promise.all(asking)
  }
  figures.megabytes = holdingOf(server).megabytes
  return figures
}

/** @returns milliseconds of each request, from when it was meant to begin */
async function hits(url: string, page: string): Promise<number[]> {
  const running: Promise<number>[] = []
  const began = performance.now()
  for (let turn = 0; turn < hitsPerSecond * roundSeconds; turn += 1) {
    const due = began + (turn * 1000) / hitsPerSecond
    await sleep(Math.max(0, due - performance.now()))
    running.push(askPage(url, page).then(() => performance.now() - due))
  }
  return Promise.all(running)
}
