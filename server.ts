import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { fileURLToPath } from 'node:url'
import { addresses } from './addresses.ts'
import { statisticsOrigin } from './lib/consent/statistics.ts'
import { consentVariant } from './lib/consent/variant.ts'
import { indexFile } from './lib/index/index-file.ts'
import { type MenderOptions, mendIndex } from './lib/index/mend-index.ts'
import { site } from './lib/page/site.ts'
import { createPublishEndpoint } from './lib/publish/publish-endpoint.ts'
import { startPublishing } from './lib/publish/start-publishing.ts'
import type { Environment } from './lib/runtime/environment.ts'
import { createLog, type Log, logChannel } from './lib/runtime/log.ts'
import { keepNext } from './lib/serve/next/keep-next.ts'
import { captureOutput } from './lib/serve/operations/capture-output.ts'
import { countingChoices } from './lib/serve/operations/count-choices.ts'
import { closed, createDrain } from './lib/serve/operations/drain.ts'
import { listenerFor, operationsEndpoints } from './lib/serve/operations/endpoints.ts'
import {
  indexGauges,
  nextGauges,
  pageCacheGauges,
  processGauges,
  publishingGauges,
  repairGauges,
} from './lib/serve/operations/gauges.ts'
import { createHealth } from './lib/serve/operations/health.ts'
import {
  limitConnections,
  limited,
  limitPipelining,
  serverOptions,
  usualLimits,
} from './lib/serve/operations/limits.ts'
import { listenWide } from './lib/serve/operations/listen-wide.ts'
import { createLogOutlet, type LogOutlet } from './lib/serve/operations/log-outlet.ts'
import { watchLoop } from './lib/serve/operations/loop-gauges.ts'
import { whoBrings } from './lib/serve/operations/may-ask.ts'
import { allowing, refuseTunnels } from './lib/serve/operations/methods.ts'
import { createMetrics } from './lib/serve/operations/metrics.ts'
import { surviveErrors } from './lib/serve/operations/survive.ts'
import type { Tracing } from './lib/serve/operations/tracing.ts'
import { createRequestWatch } from './lib/serve/operations/watch-requests.ts'
import { buildFiles } from './lib/serve/page-cache/build-files.ts'
import { clientModules } from './lib/serve/page-cache/client-modules.ts'
import { createPageServer } from './lib/serve/page-cache/page-server.ts'
import { createUpstream } from './lib/serve/page-cache/upstream.ts'
import { perRound } from './lib/serve/per-round.ts'
import { securityHeaders } from './lib/serve/security-headers.ts'
import { withoutNext } from './without-next.ts'

const renderTimeout = 30_000
/** Caches in front look every second whether a replica is ready, and leave at the second refusal. */
const noticeTime = 2500
const drainTimeout = 10_000
/** For the last lines of the log, milliseconds. */
const logPatience = 1000
const nextProcess = fileURLToPath(new URL('next-process.ts', import.meta.url))
/** So many times in a row the index could not be made anew, or Next not be started: another process may have more luck. */
const maxFailures = 5
const day = 24 * 3600

/** Shown when Next fails and there is no earlier page: the one page that must not depend on anything. */
const failurePage = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Temporarily unavailable</title>
<h1>Temporarily unavailable</h1>
<p>This page cannot be shown at the moment. Please try again in a minute.</p>
</html>
`

/** How an index is made at another path, for the one in use to be replaced. */
type MakeIndex = MenderOptions['make']
/** Lets running answers finish and ends the process; `why` is for the log. */
type Stop = (why: string) => Promise<void>

/**
 * Serves the built site: readers are answered by the page server, which asks Next, over a socket of this machine's
 * file system, for what it does not have; publishing follows the content in a thread beside it. Resolves when it
 * listens, with what stops it. From then on stdout has lines of JSON and nothing else.
 */
export async function serve(environment: Environment, makeIndex: MakeIndex): Promise<Stop> {
  const log = createLog(environment.logLevel)
  const outlet = createLogOutlet(process.stdout)
  subscribe(logChannel, (line) => outlet.write(String(line)))
  const release = captureOutput(log)
  try {
    return await start(environment, makeIndex, log, outlet)
  } catch (error) {
    // Whoever started it is told in a plain line.
    release()
    throw error
  }
}

async function start(
  environment: Environment,
  makeIndex: MakeIndex,
  log: Log,
  outlet: LogOutlet,
): Promise<Stop> {
  const {
    host = '0.0.0.0',
    port,
    siteUrl,
    operationsPort,
    pageCacheBytes,
    publishSecret,
    purgeUrls,
    formSecret,
  } = environment
  const metrics = createMetrics()
  const tracing = await tracingIfWanted(environment, log)
  const watch = createRequestWatch(metrics, log, tracing?.request)
  const drain = createDrain(noticeTime, drainTimeout)
  const https = siteUrl.startsWith('https:')
  const onUncaught = (kind: string) =>
    metrics.count('dateline_uncaught_total', 'Errors nobody caught.', { kind })
  surviveErrors(log, onUncaught)
  const next = await keepNext({ file: nextProcess, log, onUncaught })
  const upstream = countingChoices(
    createUpstream(next.where, siteUrl, renderTimeout, withoutNext(siteUrl)),
    metrics,
  )
  const here = perRound(site)
  const pages = createPageServer({
    name: 'dateline',
    upstream,
    ownModules: clientModules('.next'),
    builtFiles: buildFiles('.next'),
    headersFor: (loaded) => securityHeaders(https, loaded, statisticsOrigin(here().newsroom)),
    variantOf: (path, headers) => consentVariant(() => here().newsroom, path, headers),
    ...addresses(here, log),
    cacheControl,
    failurePage,
    maxBytes: pageCacheBytes,
    warn: (event, fields) => log('warn', event, fields),
    onWork: watch.isWork,
    onRender: (seconds) => metrics.time('dateline_render_seconds', 'Next making a page.', seconds),
  })
  // What cannot be served without an index is known now.
  site()
  const publishing = startPublishing(environment, log, (keys, changedAt) => {
    pages.drop(keys)
    if (changedAt === undefined) return
    const seconds = (Date.now() - changedAt) / 1000
    metrics.time('dateline_publish_seconds', 'From noticing a change to dropping what it touches.', seconds)
  })
  const mender = mendIndex({
    file: indexFile(environment, false),
    make: makeIndex,
    aside: publishing.aside,
    log,
  })
  metrics.measure(processGauges)
  metrics.measure(watchLoop())
  metrics.measure(() =>
    repairGauges({
      isDamaged: mender.damage() !== undefined,
      timesMade: mender.times(),
      linesLost: outlet.lost(),
    }),
  )
  metrics.measure(() => nextGauges(next.pid(), next.restarts()))
  metrics.measure(() => indexGauges(site().db))
  metrics.measure(() => publishingGauges(publishing.state()))
  metrics.measure(() => pageCacheGauges(pages.store.size()))
  const health = createHealth({
    db: () => site().db,
    isStopping: drain.isStopping,
    publishing: publishing.state,
    damage: mender.damage,
    hopeless: () => {
      if (next.failures() >= maxFailures) return 'Next cannot be started'
      return mender.failures() >= maxFailures ? 'the index cannot be made anew' : undefined
    },
  })
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
  const servers = await listenWide(
    limitPipelining(
      drain.draining(
        listenerFor(operationsEndpoints(health, metrics, whoBrings(environment.metricsToken)), readers),
      ),
      usualLimits,
    ),
    { port, host },
    serverOptions(usualLimits),
  )
  limitConnections(servers, usualLimits)
  for (const server of servers) refuseTunnels(server)
  // For this machine alone: it answers nobody else, rather than telling by something who may ask.
  const operations =
    operationsPort &&
    (await listening(
      listenerFor(operationsEndpoints(health, metrics, () => true)),
      { port: operationsPort, host: '127.0.0.1' },
      serverOptions(usualLimits),
    ))
  // Where the system does not tell of changed files, an operator can.
  process.on('SIGHUP', () => void publishing.publish(true))
  log('info', 'serving', { url: siteUrl, host, port, ...(operationsPort && { operationsPort }) })
  if (purgeUrls.length > 0 && formSecret === undefined)
    log('warn', 'FORM_SECRET is not set', {
      fix: 'Set the same on all servers: each knows only its own receipts.',
    })

  return async (why) => {
    log('info', 'stopping', { signal: why, running: watch.running() })
    mender.close()
    await drain.stop(servers)
    await publishing.close()
    upstream.close()
    await next.close(drainTimeout)
    await tracing?.close()
    if (operations) await closed(operations, 0)
    log('info', 'stopped', pages.store.size())
    await outlet.flushed(logPatience)
    process.exit(0)
  }
}

/**
 * Browsers ask again after half a minute; caches in front keep pages for a day, for they are told when one changes, and
 * may show an old one while they fetch the new, or while this server is down.
 */
function cacheControl(seconds: number): string {
  const shared = Math.min(seconds, day)
  return `public, max-age=${Math.min(30, seconds)}, s-maxage=${shared}, stale-while-revalidate=60, stale-if-error=${7 * day}`
}

async function tracingIfWanted(environment: Environment, log: Log): Promise<Tracing | undefined> {
  if (!environment.tracing) return undefined
  const { startTracing } = await import('./lib/serve/operations/tracing.ts')
  return startTracing(environment.tracing, log)
}

async function listening(
  handle: RequestListener,
  where: { port: number; host: string },
  options: ServerOptions,
): Promise<Server> {
  const server = createServer(options, handle)
  server.listen(where)
  await once(server, 'listening')
  return server
}
