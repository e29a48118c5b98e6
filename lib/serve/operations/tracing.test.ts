import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TraceSettings } from '../../runtime/environment.ts'
import { startCollector } from '../../testing/collector.ts'
import { listen } from '../../testing/listen.ts'
import { logLines } from '../../testing/log-lines.ts'
import { receive } from '../../testing/page-server.ts'
import { createMetrics } from './metrics.ts'
import { startTracing } from './tracing.ts'
import { createRequestWatch } from './watch-requests.ts'

const everything: TraceSettings = { sampler: 'parentbased_always_on', ratio: 1 }
const outside = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' }

async function traced(endpoint: string, settings = everything) {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { log, lines } = logLines()
  const tracing = startTracing(settings, log)
  const watch = createRequestWatch(createMetrics(), logLines().log, tracing.request)
  const passedOn: unknown[] = []
  const { port } = await listen(
    watch.watched((request, response) => {
      if (request.url?.startsWith('/kept')) return response.writeHead(200).end()
      watch.isWork(request, response)
      passedOn.push(request.headers.traceparent)
      const status = request.url?.startsWith('/en/world/broken') ? 503 : 200
      response.writeHead(status, { 'cache-status': 'us; fwd=miss; stored' }).end()
    }),
  )
  return { port, tracing, passedOn, lines }
}

async function collecting() {
  const collector = await startCollector()
  onTestFinished(collector.close)
  return collector
}

describe('tracing', () => {
  it.each([
    ['/kept', '/{lang}', 200, 'hit'],
    [encodeURI('/ar/world/2025-05-16/محادثات'), '/{lang}/{section}/{day}/{slug}', 200, 'miss'],
    [encodeURI('/zh-Hans/world/2025-05-16/会谈'), '/{lang}/{section}/{day}/{slug}', 200, 'miss'],
  ])(
    'sends one span of %s, with its kind of page and what the cache did',
    async (path, route, status, cache) => {
      const collector = await collecting()
      const { port, tracing, passedOn } = await traced(collector.url)
      await receive(port, `${path}?email=reader@news.example`, { headers: { 'x-request-id': 'front-7' } })
      await tracing.close()
      const [span, ...more] = collector.spans()
      expect(more).toEqual([])
      expect(span).toMatchObject({
        name: `GET ${route}`,
        kind: 2,
        attributes: {
          'http.request.method': 'GET',
          'http.route': route,
          'url.path': path,
          'http.response.status_code': status,
          'dateline.cache': cache,
          ...(cache === 'miss' && { 'dateline.request_id': 'front-7' }),
        },
      })
      expect(passedOn).toEqual(cache === 'hit' ? [] : [`00-${span?.traceId}-${span?.spanId}-01`])
      expect(collector.services()).toEqual(['dateline'])
    },
  )

  it('goes on with a trace that began outside', async () => {
    const collector = await collecting()
    const { port, tracing } = await traced(collector.url)
    await receive(port, '/ar', { headers: { traceparent: `00-${outside.trace}-${outside.span}-01` } })
    await tracing.close()
    expect(collector.spans()).toMatchObject([{ traceId: outside.trace, parentSpanId: outside.span }])
  })

  it.each(['', 'evil', `00-${'0'.repeat(32)}-${outside.span}-01`, `00-${outside.trace}-${outside.span}`])(
    'begins a trace of its own when the client says %j',
    async (traceparent) => {
      const collector = await collecting()
      const { port, tracing, passedOn } = await traced(collector.url)
      await receive(port, '/zh-Hans', { headers: { traceparent, tracestate: 'evil=1' } })
      await tracing.close()
      const [span] = collector.spans()
      expect(span?.parentSpanId).toBeUndefined()
      expect(passedOn).toEqual([`00-${span?.traceId}-${span?.spanId}-01`])
    },
  )

  it('sends nothing of what is not sampled', async () => {
    const collector = await collecting()
    const { port, tracing } = await traced(collector.url, { sampler: 'parentbased_traceidratio', ratio: 0 })
    await receive(port, '/en')
    await receive(port, '/en', { headers: { traceparent: `00-${outside.trace}-${outside.span}-00` } })
    await tracing.close()
    expect(collector.spans()).toEqual([])
  })

  it.each([
    ['breaks off', 0, 0],
    ['never answers', -1, 0],
    ['refuses', 500, 1],
  ])('serves as ever while the collector %s', async (_, answer, said) => {
    const collector = await collecting()
    collector.answer(answer)
    // Longer than a test may last: its end does not wait for the collector.
    for (const name of ['OTEL_EXPORTER_OTLP_TIMEOUT', 'OTEL_BSP_EXPORT_TIMEOUT']) vi.stubEnv(name, '600000')
    const { port, tracing, lines } = await traced(collector.url)
    for (let number = 0; number < 20; number += 1) expect((await receive(port, '/en')).status).toBe(200)
    await tracing.close()
    // What it tries again it does not complain of yet.
    expect(lines).toHaveLength(said)
    for (const line of lines) expect(line).toMatchObject({ level: 'warn', event: 'traces not sent' })
  })
})
