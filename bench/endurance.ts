import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askPage } from './ask.ts'
import { generateArchive } from './generate-archive.ts'
import { openFiles, rested, type Server } from './processes.ts'
import { buildAsUsual, startOurs, storyPaths } from './sites.ts'

export type EnduranceFigures = {
  requests: number
  urls: number
  seconds: number
  /** Megabytes of the server's process, averaged over each tenth of the requests. */
  memory: number[]
  /** Open files and connections: before, at most, and afterwards. */
  files: { before: number; most: number; after: number }
}

const stories = 10_000
const cacheMegabytes = 256
const atOnce = 32
const samplesPerTenth = 20
/** Longer than idle connections are kept open. */
const maxSecondsToClose = 90

/**
 * Requests the pages of an archive from our server, with nothing in front, again and again, and watches whether its
 * memory and its open files grow.
 *
 * @param say called with a line on each step, and on what had to be left out
 * @returns undefined where there is no /proc to measure with
 */
export async function benchEndurance(
  requests: number,
  say: (line: string) => void,
): Promise<EnduranceFigures | undefined> {
  if (!existsSync('/proc/self/fd')) {
    say('SKIPPED: endurance, for there is no /proc here to see memory and open files in. Run it on Linux.')
    return undefined
  }
  buildAsUsual()
  say(`Making and indexing an archive of ${stories} stories…`)
  const content = join(temporaryFolder(), 'content')
  generateArchive(content, { stories })
  const dataDir = temporaryFolder()
  const server = await startOurs({
    CONTENT_DIR: content,
    DATA_DIR: dataDir,
    PAGE_CACHE_MB: String(cacheMegabytes),
    LOG_LEVEL: 'warn',
  })
  try {
    return await watch(server, storyPaths(dataDir), requests, say)
  } finally {
    await server.stop()
  }
}

async function watch(
  server: Server,
  paths: readonly string[],
  requests: number,
  say: (line: string) => void,
) {
  // What the first request opens for good is not a leak.
  await askPage(server.url, paths[0] ?? '/')
  await rested(server, 60)
  const before = openFiles(server)
  const sums = Array.from({ length: 10 }, () => ({ megabytes: 0, samples: 0 }))
  const sampleEvery = Math.max(1, Math.floor(requests / 10 / samplesPerTenth))
  let most = before
  let asked = 0
  const started = performance.now()
  const reader = async () => {
    while (asked < requests) {
      const at = asked++
      await askPage(server.url, paths[Math.floor(Math.random() * paths.length)] ?? '/')
      if (at % sampleEvery !== 0) continue
      const tenth = Math.floor((at / requests) * 10)
      const sum = sums[tenth]
      if (!sum) continue
      if (sum.samples === 0) say(`${at} requests, ${megabytes(server).toFixed(0)} MB…`)
      sum.megabytes += megabytes(server)
      sum.samples += 1
      most = Math.max(most, openFiles(server))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, reader))
  const seconds = (performance.now() - started) / 1000
  const closing = performance.now() + maxSecondsToClose * 1000
  while (openFiles(server) > before && performance.now() < closing) await sleep(1000)
  return {
    requests,
    urls: paths.length,
    seconds,
    memory: sums.map((sum) => sum.megabytes / sum.samples),
    files: { before, most, after: openFiles(server) },
  }
}

/** Resident memory (VmRSS, proc(5)). */
function megabytes({ pid }: Server): number {
  const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
