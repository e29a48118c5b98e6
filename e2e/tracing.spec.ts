import { spawnSync } from 'node:child_process'
import { expect, test } from 'playwright/test'
import { type ReceivedSpan, startCollector } from '../lib/testing/collector.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { freePort, rawRequest, startSite } from './site.ts'

const traceId = (number: number) => `0af7651916cd43dd8448eb211c8031${number}c`
const outside = 'b7ad6b7169203331'

test('a trace leads from outside through the page server to Next', async () => {
  test.setTimeout(120_000)
  const collector = await startCollector()
  const site = await startSite('content', temporaryFolder(), temporaryFolder(), {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'replica-1',
  })
  const pages = ['/en', '/ar', '/zh-Hans']
  for (const [number, page] of pages.entries())
    for (const id of [traceId(number), traceId(number + 5)])
      await rawRequest(site.url, page, { traceparent: `00-${id}-${outside}-01` })
  await rawRequest(site.url, '/healthz')
  expect(await site.stop()).toBe(0)

  const spans = collector.spans()
  const ofTrace = (id: string, is: (span: ReceivedSpan) => boolean) =>
    spans.filter((span) => span.traceId === id && is(span))
  const isOurs = ({ attributes }: ReceivedSpan) => attributes['dateline.cache'] !== undefined
  for (const [number, page] of pages.entries()) {
    const made = { 'url.path': page, 'http.route': '/{lang}', 'http.response.status_code': 200 }
    const ours = ofTrace(traceId(number), isOurs)
    expect(ours, page).toMatchObject([
      { name: 'GET /{lang}', parentSpanId: outside, attributes: { ...made, 'dateline.cache': 'miss' } },
    ])
    const nexts = ofTrace(traceId(number), (span) => !isOurs(span))
    expect(nexts, page).toContainEqual(expect.objectContaining({ name: 'GET /[lang]' }))
    // One tree, whose root is ours.
    const parents = nexts.map(({ parentSpanId }) => parentSpanId)
    expect(parents, page).toContain(ours[0]?.spanId)
    expect([...ours, ...nexts].map(({ spanId }) => spanId)).toEqual(expect.arrayContaining(parents))
    expect(
      ofTrace(traceId(number + 5), () => true),
      page,
    ).toMatchObject([{ parentSpanId: outside, attributes: { ...made, 'dateline.cache': 'hit' } }])
  }
  expect(new Set(collector.services())).toEqual(new Set(['replica-1']))
  expect(spans.filter(({ name }) => name.includes('healthz'))).toEqual([])
  await collector.close()
})

test('a collector that is not there costs readers nothing, and operators one line', async () => {
  test.setTimeout(120_000)
  const site = await startSite('content', temporaryFolder(), temporaryFolder(), {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
  })
  for (const page of ['/en', '/ar', '/zh-Hans', '/en', '/ar', '/zh-Hans']) {
    const started = performance.now()
    expect((await rawRequest(site.url, page)).status).toBe(200)
    expect(performance.now() - started).toBeLessThan(5000)
  }
  const stopping = performance.now()
  expect(await site.stop()).toBe(0)
  expect(performance.now() - stopping).toBeLessThan(15_000)
  expect(site.output().split('traces not sent').length - 1).toBeLessThanOrEqual(1)
})

test('a collector’s address that is none is one line at the start', () => {
  const { status, stderr } = spawnSync(process.execPath, ['cli/start.ts'], {
    encoding: 'utf8',
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
  })
  expect(status).toBe(1)
  expect(stderr).toBe(
    'OTEL_EXPORTER_OTLP_ENDPOINT is "collector:4318". Set it to the address of the collector, such as http://127.0.0.1:4318, or leave it out.\n',
  )
})
