import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { outcomeHeader } from '../../consent/outcome.ts'
import { createUpstream } from '../page-cache/upstream.ts'
import { countingChoices } from './count-choices.ts'
import { createMetrics } from './metrics.ts'

it('counts choices by their records, and lets nobody see the header that says it', async () => {
  const next = createServer((request, response) => {
    const record = request.url?.slice(1) ?? ''
    response.writeHead(303, { location: '/en', ...(record !== '' && { [outcomeHeader]: record }) }).end()
  }).listen(0, '127.0.0.1')
  await once(next, 'listening')
  const metrics = createMetrics()
  const { port } = next.address() as AddressInfo
  const upstream = countingChoices(
    createUpstream(async () => ({ host: '127.0.0.1', port }), 'https://news.example', 5000),
    metrics,
  )
  onTestFinished(() => {
    upstream.close()
    next.close()
  })
  for (const url of ['/recorded', '/limited', '/limited', '/']) {
    const { signal } = new AbortController()
    const request = { method: 'POST', url, headers: { [outcomeHeader]: 'made up' }, signal }
    const answer = await upstream.send(request)
    answer.resume()
    expect([answer.headers.location, answer.headers[outcomeHeader]]).toEqual(['/en', undefined])
  }
  const counted = metrics
    .text()
    .split('\n')
    .filter((line) => line.startsWith('dateline_consent'))
  expect(counted).toEqual([
    'dateline_consent_choices_total{record="recorded"} 1',
    'dateline_consent_choices_total{record="limited"} 2',
  ])
})
