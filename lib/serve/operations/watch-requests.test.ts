import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { listen } from '../../testing/listen.ts'
import { logLines } from '../../testing/log-lines.ts'
import { receive } from '../../testing/page-server.ts'
import { createMetrics } from './metrics.ts'
import { createRequestWatch } from './watch-requests.ts'

async function watching() {
  const metrics = createMetrics()
  const { log, lines } = logLines()
  const watch = createRequestWatch(metrics, log)
  let passedOn: unknown
  const { port } = await listen(
    watch.watched((request, response) => {
      if (request.url === '/kept') return response.writeHead(200, ['cache-status', 'us; hit']).end()
      watch.isWork(request, response)
      passedOn = request.headers['x-request-id']
      if (request.url === '/never') return
      const isStale = request.url === '/stale'
      const status = request.method === 'POST' ? 303 : 200
      response.writeHead(request.url === '/broken' ? 503 : status, {
        'cache-status': isStale ? 'us; fwd=stale; detail=upstream-failed' : 'us; fwd=miss; stored',
      })
      response.end()
    }),
  )
  const logged = async (count: number) => {
    while (lines.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
    return lines
  }
  return { port, metrics, logged, watch, passedOn: () => passedOn }
}

describe('requests', () => {
  it.each([
    ['/kept', 'debug', '200', 'hit'],
    ['/en/世界', 'info', '200', 'miss'],
    ['/ar/العالم', 'info', '200', 'miss'],
    ['/stale', 'info', '200', 'stale'],
    ['/broken', 'warn', '503', 'miss'],
  ])('%s is logged at %s, and counted', async (path, level, status, cache) => {
    const { port, metrics, logged } = await watching()
    const url = encodeURI(path)
    await receive(port, url)
    expect(await logged(1)).toEqual([
      expect.objectContaining({ level, event: 'request', method: 'GET', url, status, cache }),
    ])
    expect(metrics.text()).toContain(`dateline_requests_total{status="${status}",cache="${cache}"} 1\n`)
    expect(metrics.text()).toContain('dateline_request_seconds_count 1\n')
  })

  it('that are choices are logged at debug, for each of them has a line elsewhere, or only so many do', async () => {
    const { port, metrics, logged } = await watching()
    for (const url of ['/consent', '/consent?x=1', '/consents'])
      await receive(port, url, { method: 'POST', headers: { 'content-length': 0 } })
    expect((await logged(3)).map(({ level, url }) => [level, url])).toEqual([
      ['debug', '/consent'],
      ['debug', '/consent?x=1'],
      ['info', '/consents'],
    ])
    expect(metrics.text()).toContain('dateline_requests_total{status="303",cache="miss"} 3\n')
  })

  it('keeps the id the front has given, there and back, and in the log', async () => {
    const { port, logged, passedOn } = await watching()
    const { headers } = await receive(port, '/', { headers: { 'x-request-id': 'front-32770' } })
    expect(headers['x-request-id']).toBe('front-32770')
    expect(passedOn()).toBe('front-32770')
    expect((await logged(1))[0]).toMatchObject({ id: 'front-32770' })
  })

  it.each([[undefined], [''], ['a b'], ['x'.repeat(65)], ['"},{"']])(
    'gives one of its own instead of %j',
    async (given) => {
      const { port, logged, passedOn } = await watching()
      const headers = given === undefined ? {} : { 'x-request-id': given }
      const answer = await receive(port, '/', { headers })
      expect(answer.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
      expect(passedOn()).toBe(answer.headers['x-request-id'])
      expect((await logged(1))[0]).toMatchObject({ id: answer.headers['x-request-id'] })
    },
  )

  it('counts who went away without an answer', async () => {
    const { port, logged, watch } = await watching()
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /never HTTP/1.1\r\nhost: x\r\n\r\n')
    while (watch.running() === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    socket.destroy()
    expect((await logged(1))[0]).toMatchObject({ level: 'info', status: 'aborted' })
    expect(watch.running()).toBe(0)
  })
})
