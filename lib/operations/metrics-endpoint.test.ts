import { expect, it } from 'vitest'
import { listen } from '../testing/listen.ts'
import { receive } from '../testing/page-server.ts'
import { createMetrics } from './metrics.ts'
import { createMetricsEndpoint } from './metrics-endpoint.ts'

const token = 'nobody can guess it'

it.each([
  ['no token, from here', undefined, {}, 200],
  ['no token, passed on', undefined, { 'x-forwarded-for': '127.0.0.1' }, 404],
  ['no token, passed on by a cache', undefined, { via: '1.1 cache' }, 404],
  ['no token, though one is sent', undefined, { authorization: 'Bearer undefined' }, 200],
  ['the token', token, { authorization: `Bearer ${token}` }, 200],
  ['the token, passed on', token, { authorization: `Bearer ${token}`, via: '1.1 cache' }, 200],
  ['none of it', token, {}, 404],
  ['half of it', token, { authorization: `Bearer ${token.slice(0, 8)}` }, 404],
  ['another scheme', token, { authorization: `Basic ${token}` }, 404],
])('/metrics, %s', async (_, secret, headers, status) => {
  const metrics = createMetrics()
  metrics.count('requests_total', 'Requests.')
  const { port } = await listen(createMetricsEndpoint(metrics, secret))
  const answer = await receive(port, '/metrics', { headers })
  expect(answer.status).toBe(status)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.text.includes('requests_total 1')).toBe(status === 200)
})
