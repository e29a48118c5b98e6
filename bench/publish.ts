import { execFile, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { nextCommand } from '../cli/next-command.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askPage } from './ask.ts'
import { generateArchive } from './generate-archive.ts'
import { median } from './median.ts'
import type { Server } from './processes.ts'
import { startOurs, storyPaths } from './sites.ts'
import { warm } from './warm.ts'

const run = promisify(execFile)

export type PublishFigures = {
  stories: number
  /** Of a first index: seconds, and the most memory in megabytes. */
  firstIndex: number
  indexMemory: number
  /** Seconds from the start command, with the archive indexed, until the site answers. */
  ready: number
  /** Milliseconds from a saved file to its new page: median and worst, without and with other readers. */
  saved: { median: number; worst: number }
  savedUnderLoad: { median: number; worst: number; requestsPerSecond: number }
  /** Milliseconds, median, of the first request for an old story. */
  cold: number
  /** Megabytes the server takes after many stories were read, and how many those were. */
  memory: number
  read: number
  /** Seconds of `next build`. */
  build: number
}

const saves = 50
const coldRequests = 100
const maxRead = 10_000
const loadPerSecond = 100

/** Measures publishing with an archive: indexing it, opening it again, and changing it while it is read. */
export async function benchPublish(stories: number, say: (line: string) => void): Promise<PublishFigures> {
  const directory = temporaryFolder()
  const content = join(directory, 'content')
  const env = { CONTENT_DIR: content, DATA_DIR: join(directory, 'data') }
  say(`${stories} stories: writing and indexing them…`)
  const files = generateArchive(content, { stories })
  const { stdout } = await run(process.execPath, ['bench/index-process.ts'], {
    env: { ...process.env, ...env },
  })
  const index = JSON.parse(stdout) as { seconds: number; megabytes: number }
  const build = buildSeconds(env)

  // The first start builds again, because the timed build does not count as one; the second start is an ordinary one.
  await (await startOurs({ ...env, PAGE_CACHE_MB: '128' })).stop()
  const started = performance.now()
  const server = await startOurs({ ...env, PAGE_CACHE_MB: '128' })
  const ready = (performance.now() - started) / 1000
  try {
    const paths = storyPaths(env.DATA_DIR)
    const pathOf = pathsByFile(paths)
    say('Asking for old stories, and saving new versions…')
    const cold = median(await coldTimes(server, paths.slice(-coldRequests * 3)))
    const chosen = Array.from(
      { length: saves },
      (_, at) => files[Math.floor((at / saves) * files.length)] ?? '',
    )
    const saved = await saveTimes(server, content, chosen, pathOf)
    // Pages that many people read are cached before the changes begin.
    const popular = paths.slice(0, 500)
    await warm(server.url, popular, 300)
    const load = putLoadOn(server, popular)
    const underLoad = await saveTimes(server, content, chosen, pathOf)
    const requestsPerSecond = await load.stop()
    const { pages } = await warm(server.url, paths.slice(0, maxRead), 900)
    return {
      stories,
      firstIndex: index.seconds,
      indexMemory: index.megabytes,
      ready,
      saved,
      savedUnderLoad: { ...underLoad, requestsPerSecond },
      cold,
      memory: residentMegabytes(server),
      read: pages,
      build,
    }
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true })
  }
}

/** The median of three builds of the site with an archive. The caller has to restore the usual build. */
function buildSeconds(env: Record<string, string>): number {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now()
    const { status } = spawnSync(process.execPath, [nextCommand, 'build'], {
      stdio: 'ignore',
      env: { ...process.env, ...env, NODE_ENV: 'production' },
    })
    if (status !== 0) throw new Error('The build failed.')
    return (performance.now() - started) / 1000
  })
  return median(times)
}

/** Finds the URL path of a story's file: both contain the same day, slug and language. */
function pathsByFile(paths: readonly string[]): (file: string) => string {
  const known = new Map(
    paths.map((path) => {
      const [, lang, , day, slug] = path.split('/')
      return [`${day}/${slug}.${lang}`, path]
    }),
  )
  return (file) => {
    const [, year, month, day, name = ''] = file.split('/')
    return known.get(`${year}-${month}-${day}/${name.replace(/\.md$/, '')}`) ?? ''
  }
}

async function coldTimes(server: Server, paths: readonly string[]): Promise<number[]> {
  const times: number[] = []
  // Every third, so that the story before does not list it.
  for (let at = 0; at < paths.length; at += 3)
    times.push((await askPage(server.url, paths[at] ?? '')).milliseconds)
  return times
}

/** Saves a new headline to each file and requests its page until it shows. */
async function saveTimes(
  server: Server,
  content: string,
  files: readonly string[],
  pathOf: (file: string) => string,
): Promise<{ median: number; worst: number }> {
  const times: number[] = []
  for (const [index, file] of files.entries()) {
    const path = pathOf(file)
    const before = readFileSync(join(content, file), 'utf8')
    const headline = `Saved ${index} at ${Date.now()}`
    const version = await versionOf(server, path)
    const started = performance.now()
    writeFileSync(join(content, file), before.replace(/^title: .*$/m, `title: "${headline}"`))
    while ((await versionOf(server, path)) === version) await sleep(2)
    times.push(performance.now() - started)
    await sleep(100)
  }
  return { median: median(times), worst: Math.max(...times) }
}

/** What identifies a page's content, as the part of its ETag that does not depend on the compression. */
async function versionOf(server: Server, path: string): Promise<string> {
  const { headers } = await askPage(server.url, path)
  return String(headers.etag).replace(/\.\w+"$/, '')
}

/** Other readers: so many requests a second, each for one of some stories, until stopped. */
function putLoadOn(server: Server, paths: readonly string[]): { stop(): Promise<number> } {
  const started = performance.now()
  let asked = 0
  const running = new Set<Promise<unknown>>()
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * loadPerSecond)
    for (; asked < due; asked += 1) {
      const answer = askPage(server.url, paths[asked % paths.length] ?? '')
      running.add(answer)
      void answer.finally(() => running.delete(answer))
    }
  }, 10)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
      return asked / ((performance.now() - started) / 1000)
    },
  }
}

/** A process's resident memory (proc(5)). */
function residentMegabytes({ pid }: Server): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
