import { once } from 'node:events'
import { rmSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import next from 'next'
import { statisticsOrigin } from './lib/consent/statistics.ts'
import { consentVariant } from './lib/consent/variant.ts'
import type { Environment } from './lib/environment.ts'
import { createLog, type Log } from './lib/log.ts'
import { consoleToLog } from './lib/operations/console-lines.ts'
import { closed, createDrain } from './lib/operations/drain.ts'
import { indexGauges, pageCacheGauges, processGauges } from './lib/operations/gauges.ts'
import { createHealth } from './lib/operations/health.ts'
import {
  keepAliveTimeout,
  limitConnections,
  limited,
  serverOptions,
  usualLimits,
} from './lib/operations/limits.ts'
import { allowing, refuseTunnels } from './lib/operations/methods.ts'
import { createMetrics } from './lib/operations/metrics.ts'
import { createMetricsEndpoint } from './lib/operations/metrics-endpoint.ts'
import type { Tracing } from './lib/operations/tracing.ts'
import { createRequestWatch } from './lib/operations/watch-requests.ts'
import { clientModules } from './lib/page-cache/client-modules.ts'
import { createPageServer } from './lib/page-cache/page-server.ts'
import { createUpstream } from './lib/page-cache/upstream.ts'
import { createPublishEndpoint } from './lib/publish/publish-endpoint.ts'
import { startPublishing } from './lib/publish/start-publishing.ts'
import { asksForMarkdown } from './lib/routes/negotiate.ts'
import { securityHeaders } from './lib/security-headers.ts'
import { site } from './lib/site.ts'

const renderTimeout = 30_000
/** Caches in front look every second whether a replica is ready, and leave at the second refusal. */
const noticeTime = 2500
const drainTimeout = 10_000
const day = 24 * 3600

/** Shown when Next fails and there is no earlier page: the one page that must not depend on anything. */
const failurePage = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Temporarily unavailable</title>
<h1>Temporarily unavailable</h1>
<p>This page cannot be shown at the moment. Please try again in a minute.</p>
</html>
`

/**
 * Serves the built site: readers are answered by the page server, which asks Next, over a socket of this machine's
 * file system, for what it does not have; publishing follows the content in a thread beside it. Resolves when it
 * listens; SIGTERM and SIGINT let running answers finish.
 */
export async function serve(environment: Environment): Promise<void> {
  const {
    host = '0.0.0.0',
    port,
    siteUrl,
    logLevel,
    pageCacheBytes,
    publishSecret,
    metricsToken,
  } = environment
  const log = createLog(logLevel)
  const metrics = createMetrics()
  const tracing = await tracingIfWanted(environment, log)
  const watch = createRequestWatch(metrics, log, tracing?.request)
  const drain = createDrain(noticeTime, drainTimeout)
  const https = siteUrl.startsWith('https:')
  // For next.config.mjs.
  process.env.DATELINE_PAGE_SERVER = 'yes'
  const app = next({ dev: false, dir: '.', hostname: 'localhost', port })
  await app.prepare()

  const socketPath = join(tmpdir(), `dateline-${process.pid}.sock`)
  rmSync(socketPath, { force: true })
  const inner = await listening(app.getRequestHandler() as RequestListener, { path: socketPath })
  const upstream = createUpstream({ socketPath }, siteUrl, renderTimeout)
  const pages = createPageServer({
    name: 'dateline',
    upstream,
    ownModules: clientModules('.next'),
    headersFor: (html) => securityHeaders(https, html, statisticsOrigin(site().newsroom)),
    variantOf: (path, headers) => consentVariant(() => site().newsroom, path, headers),
    wantsOther: (path, { accept }) => asksForMarkdown(path, accept),
    cacheControl,
    failurePage,
    maxBytes: pageCacheBytes,
    warn: (event, fields) => log('warn', event, fields),
    onWork: watch.isWork,
    onRender: (seconds) => metrics.time('dateline_render_seconds', 'Next making a page.', seconds),
  })
  const { db } = site()
  const publishing = startPublishing(environment, log, (keys, changedAt) => {
    pages.store.drop(keys)
    if (changedAt === undefined) return
    const seconds = (Date.now() - changedAt) / 1000
    metrics.time('dateline_publish_seconds', 'From noticing a change to dropping what it touches.', seconds)
  })
  metrics.measure(processGauges)
  metrics.measure(() => indexGauges(db))
  metrics.measure(() => pageCacheGauges(pages.store.size()))
  const health = createHealth(db, drain.isStopping, publishing.state)
  const own: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>> = {
    '/healthz': health.alive,
    '/readyz': health.ready,
    '/metrics': createMetricsEndpoint(metrics, metricsToken),
  }
  const publish = createPublishEndpoint(publishSecret, () => publishing.publish(false))
  const readers = watch.watched(
    limited(
      allowing(
        (request, response) => {
          if (request.url !== '/publish') return pages.handle(request, response)
          watch.isWork(request, response)
          return publish(request, response)
        },
        ['/consent', '/publish'],
        watch.isWork,
      ),
      usualLimits,
      ['/publish'],
      watch.isWork,
    ),
  )
  const outer = await listening(
    drain.draining((request, response) => (own[request.url ?? ''] ?? readers)(request, response)),
    { port, host },
    serverOptions(usualLimits),
  )
  limitConnections(outer, usualLimits)
  refuseTunnels(outer)
  consoleToLog(log)
  log('info', 'serving', { url: siteUrl, host, port })

  const stop = async (signal: string) => {
    log('info', 'stopping', { signal, running: watch.running() })
    await drain.stop(outer)
    await publishing.close()
    upstream.close()
    await closed(inner, drainTimeout)
    await app.close()
    await tracing?.close()
    rmSync(socketPath, { force: true })
    log('info', 'stopped', pages.store.size())
    process.exit(0)
  }
  // Where the system does not tell of changed files, an operator can.
  process.on('SIGHUP', () => void publishing.publish(true))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}

/**
 * Browsers ask again after half a minute; caches in front keep pages for a day, for they are told when one changes, and
 * may show an old one while they fetch the new, or while this server is down.
 */
function cacheControl(seconds: number): string {
  const shared = Math.min(seconds, day)
  return `public, max-age=${Math.min(30, seconds)}, s-maxage=${shared}, stale-while-revalidate=60, stale-if-error=${7 * day}`
}

/** Before Next is there, so that it misses nothing. */
async function tracingIfWanted(environment: Environment, log: Log): Promise<Tracing | undefined> {
  if (!environment.tracing) return undefined
  const { startTracing } = await import('./lib/operations/tracing.ts')
  return startTracing(environment.tracing, log)
}

async function listening(
  handle: RequestListener,
  where: { path: string } | { port: number; host: string },
  options: ServerOptions = { keepAliveTimeout },
): Promise<Server> {
  const server = createServer(options, handle)
  // As many may come at once as the page server lets through; Node's 511 would refuse some.
  server.listen({ ...where, backlog: 2048 })
  await once(server, 'listening')
  return server
}
