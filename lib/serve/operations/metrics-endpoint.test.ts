import { expect, it } from 'vitest'
import { listen } from '../../testing/listen.ts'
import { receive } from '../../testing/page-server.ts'
import { createMetrics } from './metrics.ts'
import { createMetricsEndpoint } from './metrics-endpoint.ts'

it.each([
  ['may', true, 200],
  ['may not', false, 404],
])('/metrics, for somebody who %s ask', async (_, mayAsk, status) => {
  const metrics = createMetrics()
  metrics.count('requests_total', 'Requests.')
  const { port } = await listen(createMetricsEndpoint(metrics, () => mayAsk))
  const answer = await receive(port, '/metrics')
  expect(answer.status).toBe(status)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.text.includes('requests_total 1')).toBe(status === 200)
})
