import type { OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import {
  longText,
  page,
  startTestSite,
  type TestSite,
  type UpstreamAnswer,
} from '../../testing/page-server.ts'

const secret = 'at /srv/app/secret.ts:1'
const failurePage = '<!doctype html><h1>Try again</h1>'

const answers: [string, UpstreamAnswer, RegExp][] = [
  ['answers 500', { ...page(secret, { 'x-secret': secret }), status: 500 }, /^Next answered 500$/],
  ['answers 502', { status: 502, body: secret }, /^Next answered 502$/],
  ['hangs up', (response) => response.destroy(), /hang up|ECONNRESET/],
  ['never answers', () => {}, /^timeout$/],
  ['breaks off', breakOff({}), /aborted|broke off|ECONNRESET/],
  ['breaks off a length it told', breakOff({ 'content-length': 9999 }), /aborted|broke off|ECONNRESET/],
  ['stops halfway', (response) => void response.write(secret), /aborted|broke off|timeout|ECONNRESET/],
]

function breakOff(headers: OutgoingHttpHeaders): UpstreamAnswer {
  return (response) => {
    response.writeHead(200, { ...page('').headers, ...headers })
    response.write(secret, () => response.destroy())
  }
}

/** A site that has a page in memory that is no longer fresh. */
async function siteWithOldPage(): Promise<TestSite> {
  const site = await startTestSite({ timeout: 100 })
  site.answers.set('/en', page(longText, { 'surrogate-key': 'front' }))
  await site.get('/en')
  site.store.drop(['front'])
  return site
}

function expectWarning(site: TestSite, event: string, reason: RegExp) {
  expect(site.warnings).toEqual([{ event, fields: { path: '/en', reason: expect.stringMatching(reason) } }])
}

describe('while Next fails', () => {
  it.each(answers)('(%s) readers get the last good page, and are told', async (_, answer, reason) => {
    const site = await siteWithOldPage()
    site.answers.set('/en', answer)
    const stale = await site.get('/en', { 'accept-encoding': 'br' })
    expect(stale).toMatchObject({ status: 200, text: longText })
    expect(stale.headers).toMatchObject({
      'cache-status': 'test; fwd=stale; detail=upstream-failed',
      'cache-control': 'public, max-age=0, s-maxage=1',
      'content-encoding': 'br',
    })
    expectWarning(site, 'served stale', reason)
  })

  it.each(answers)(
    '(%s) and there is no earlier page, readers get a page of ours',
    async (_, answer, reason) => {
      const site = await startTestSite({ timeout: 100 })
      site.answers.set('/en', answer)
      const failed = await site.get('/en')
      expect(failed).toMatchObject({ status: 503, text: failurePage })
      expect(failed.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-status': 'test; fwd=miss; detail=upstream-failed',
        'cache-control': 'no-store',
        'retry-after': '10',
        'x-checked': 'page',
      })
      expect(JSON.stringify(failed.headers)).not.toContain('secret')
      expectWarning(site, 'failed', reason)
      expect(site.store.size().pages).toBe(0)
    },
  )

  it('(refuses connections) either', async () => {
    const site = await siteWithOldPage()
    await site.stopUpstream()
    const stale = await site.get('/en')
    expect(stale.headers['cache-status']).toBe('test; fwd=stale; detail=upstream-failed')
    expect(stale.text).toBe(longText)
    expect(await site.get('/other')).toMatchObject({ status: 503, text: failurePage })
    expect(site.warnings.map(({ event }) => event)).toEqual(['served stale', 'failed'])
  })

  it('a fresh page is answered as ever', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    await site.get('/en')
    await site.stopUpstream()
    expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
    expect(site.warnings).toEqual([])
  })

  it('an old page is known by its tags, and answered to HEAD', async () => {
    const site = await siteWithOldPage()
    site.answers.set('/en', { status: 500 })
    const { headers } = await site.get('/en')
    const known = await site.get('/en', { 'if-none-match': headers.etag })
    expect(known.status).toBe(304)
    expect(known.headers['cache-status']).toBe('test; fwd=stale; detail=upstream-failed')
    const head = await site.send('/en', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, raw: Buffer.alloc(0) })
  })

  it('a HEAD gets no body of the failure page', async () => {
    const site = await startTestSite()
    site.answers.set('/en', { status: 500 })
    const head = await site.send('/en', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 503, raw: Buffer.alloc(0) })
    expect(head.headers['content-length']).toBe(String(failurePage.length))
  })

  it('what is passed through fails with 503 and nothing of Next’s', async () => {
    const site = await startTestSite()
    await site.stopUpstream()
    for (const request of [{ method: 'POST', body: 'a=1' }, {}]) {
      const failed = await site.send('/media/a.png', request)
      expect(failed).toMatchObject({ status: 503, text: '' })
      expect(failed.headers).toMatchObject({ 'cache-control': 'no-store', 'x-checked': 'file' })
    }
    expect(site.warnings.map(({ event }) => event)).toEqual(['failed', 'failed'])
  })

  it('what breaks off while it is passed through breaks off for the client too', async () => {
    const site = await startTestSite()
    site.answers.set('/media/a.png', breakOff({ 'content-type': 'image/png', 'content-length': 9999 }))
    await expect(site.get('/media/a.png')).rejects.toThrow(/aborted|ECONNRESET/)
  })
})

it('makes the page anew as soon as Next works again', async () => {
  const site = await siteWithOldPage()
  site.answers.set('/en', { status: 500 })
  await site.get('/en')
  site.answers.set('/en', page('<p>New</p>'))
  const fresh = await site.get('/en')
  expect(fresh.text).toBe('<p>New</p>')
  expect(fresh.headers['cache-status']).toBe('test; fwd=miss; stored')
  expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
})

describe('a client that goes away', () => {
  /** Sends the beginning of an exchange, and hangs up when `when` holds. */
  async function hangUp(site: TestSite, lines: string, when: () => void) {
    const socket = connect(site.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(lines)
    await vi.waitFor(when)
    socket.destroy()
  }

  it('while its page is made leaves the page for the next', async () => {
    const site = await startTestSite()
    const gate = Promise.withResolvers<void>()
    const made = page('<p>Hello</p>')
    site.answers.set('/en', (response) => {
      void gate.promise.then(() => response.writeHead(200, made.headers).end(made.body))
    })
    await hangUp(site, 'GET /en HTTP/1.1\r\nHost: x\r\n\r\n', () => expect(site.seen).toHaveLength(1))
    gate.resolve()
    await vi.waitFor(() => expect(site.store.size().pages).toBe(1))
    expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
    expect(site.seen).toHaveLength(1)
  })

  it('halfway through a file lets go of the connection to Next', async () => {
    const site = await startTestSite()
    const closed = Promise.withResolvers<void>()
    site.answers.set('/media/a.mp4', (response) => {
      response.on('close', () => closed.resolve())
      response.writeHead(200, { 'content-type': 'video/mp4' }).write('the beginning')
    })
    await hangUp(site, 'GET /media/a.mp4 HTTP/1.1\r\nHost: x\r\n\r\n', () =>
      expect(site.seen).toHaveLength(1),
    )
    await closed.promise
    site.answers.set('/en', page('<p>Hello</p>'))
    expect((await site.get('/en')).status).toBe(200)
  })

  it('halfway through its own body, or with one without end, has not bothered Next', async () => {
    const site = await startTestSite()
    const lines = 'POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\na=1'
    await hangUp(site, lines, () => expect(site.arrived()).toBe(1))
    await expect(site.send('/form', { method: 'POST', body: 'a'.repeat(1024 * 1024 + 1) })).rejects.toThrow()
    site.answers.set('/en', page('<p>Hello</p>'))
    expect((await site.get('/en')).status).toBe(200)
    expect(site.seen.map(({ url }) => url)).toEqual(['/en'])
  })
})

it('a failure of our own ends the connection, and is told', async () => {
  const site = await startTestSite({
    variantOf: () => {
      throw new Error('no newsroom')
    },
  })
  await expect(site.get('/en')).rejects.toThrow(/hang up|ECONNRESET/)
  expect(site.warnings).toEqual([{ event: 'failed', fields: { path: '/en', reason: 'no newsroom' } }])
})
