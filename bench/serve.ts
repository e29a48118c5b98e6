import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../e2e/site.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askPage } from './ask.ts'
import { findProgram } from './debian.ts'
import { generateArchive } from './generate-archive.ts'
import { type MissFigures, measureMisses } from './misses.ts'
import { startNginx } from './nginx.ts'
import { rested, type Server } from './processes.ts'
import { buildAsUsual, newestEnglish, startPair } from './sites.ts'
import { findVarnish, noVarnish, startVarnish } from './varnish.ts'
import { warm } from './warm.ts'
import { type Load, measureThroughput, type Throughput } from './wrk.ts'

const archiveStories = 10_000
const cacheMegabytes = 256
const maxSecondsToWarm = 600
const maxSecondsToRest = 600
/** Next keeps 50 MB of pages at most; this is long enough to fill them. */
const maxSecondsToWarmNext = 60

export type ServeFigures = {
  misses: MissFigures
  throughput: Partial<Record<LoadName, Throughput>>
}

export type LoadName =
  | 'our server, one page'
  | 'nginx, the same bytes as a file'
  | 'Varnish + our server'
  | 'Varnish + nginx, the same bytes'
  | 'next start, one page'
  | 'next start, one page, gzip'
  | 'our server, all pages'
  | 'next start, all pages'

/**
 * Measures what serving costs: one page from our server, from nginx as a file and from plain `next start`; all pages of
 * an archive from our server and `next start`; and, along the way, what rendering a page costs.
 *
 * @param say called with a line on each step, and on what had to be left out
 */
export async function benchServe(say: (line: string) => void): Promise<ServeFigures> {
  const servers: Server[] = []
  try {
    return await measure(servers, say)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function measure(servers: Server[], say: (line: string) => void): Promise<ServeFigures> {
  const load = loadavg()[0]?.toFixed(1)
  say(
    `This machine has ${availableParallelism()} processors and a load of ${load} before anything is measured.`,
  )
  buildAsUsual()
  say(`Making and indexing an archive of ${archiveStories} stories…`)
  const content = join(temporaryFolder(), 'content')
  generateArchive(content, { stories: archiveStories })
  const archive = await startPair(content, cacheMegabytes)
  servers.push(archive.ours, archive.next)
  say('Misses: stories nobody has asked for, one at a time…')
  const misses = await measureMisses(archive, archive.paths)

  const wrk = findProgram('wrk')
  if (!wrk) {
    say('SKIPPED: everything but misses, for wrk is not here. On Debian: apt-get install wrk nginx')
    return { misses, throughput: {} }
  }
  const warmed = await warm(archive.ours.url, archive.paths, maxSecondsToWarm)
  say(`Our server was asked for ${warmed.pages} pages in ${warmed.seconds.toFixed(0)} s.`)
  const restStarted = performance.now()
  const atRest = await rested(archive.ours, maxSecondsToRest)
  const restSeconds = ((performance.now() - restStarted) / 1000).toFixed(0)
  say(`It ${atRest ? 'came to rest' : 'was NOT at rest'} ${restSeconds} s later.`)
  const again = await warm(archive.ours.url, archive.paths, maxSecondsToWarm)
  say(`Asked again, it had ${again.hits} of ${again.pages} in memory.`)
  const next = await warm(archive.next.url, archive.paths, maxSecondsToWarmNext)
  say(`next start was asked for ${next.pages} pages in ${next.seconds.toFixed(0)} s.`)

  const demo = await startPair('content', cacheMegabytes)
  servers.push(demo.ours, demo.next)
  const story = newestEnglish(demo.paths)
  await askPage(demo.ours.url, story)
  await rested(demo.ours, maxSecondsToRest)
  const page = await askPage(demo.ours.url, story)
  const program = findProgram('nginx')
  if (!program) say('SKIPPED: nginx, for it is not here. On Debian: apt-get install nginx')
  const nginx = program ? await startNginx(program, story, page) : undefined
  if (nginx) {
    servers.push(nginx)
    const { body } = await askPage(nginx.url, story)
    if (!body.equals(page.body)) throw new Error('nginx does not serve what our server serves.')
  }

  const one = { paths: [story], acceptEncoding: 'br' }
  const varnish = findVarnish()
  if (!varnish) say(noVarnish)
  const before = async (server: Server): Promise<Server> => {
    const cache = await startVarnish(varnish ?? '', await freePort(), [Number(new URL(server.url).port)])
    servers.push(cache)
    const { body } = await askPage(cache.url, story)
    if (!body.equals(page.body)) throw new Error('Varnish does not serve what our server serves.')
    return cache
  }
  const varnishLoads: (Load & { name: LoadName })[] = []
  if (varnish) varnishLoads.push({ name: 'Varnish + our server', url: (await before(demo.ours)).url, ...one })
  if (varnish && nginx)
    varnishLoads.push({ name: 'Varnish + nginx, the same bytes', url: (await before(nginx)).url, ...one })

  const all = { paths: archive.paths, acceptEncoding: 'br' }
  const loads: (Load & { name: LoadName })[] = [
    { name: 'our server, one page', url: demo.ours.url, ...one },
    ...(nginx ? [{ name: 'nginx, the same bytes as a file' as const, url: nginx.url, ...one }] : []),
    ...varnishLoads,
    { name: 'next start, one page', url: demo.next.url, ...one },
    { name: 'next start, one page, gzip', url: demo.next.url, ...one, acceptEncoding: 'gzip' },
    { name: 'our server, all pages', url: archive.ours.url, ...all },
    { name: 'next start, all pages', url: archive.next.url, ...all },
  ]
  say(`${loads.length} loads in turn, three rounds…`)
  const measured = await measureThroughput(wrk, loads)
  const throughput = Object.fromEntries(loads.map(({ name }, index) => [name, measured[index]]))
  return { misses, throughput }
}
