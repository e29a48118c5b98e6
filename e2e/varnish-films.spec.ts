import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'playwright/test'
import { findVarnish, noVarnish } from '../bench/varnish.ts'
import { testCaptions, testMp4 } from '../lib/testing/media.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { testPng } from '../lib/testing/pictures.ts'
import { type Front, send, sendBytes, startFront } from './front.ts'

// Films go through the cache in front, and whoever watches one takes nothing from who reads.
const varnish = findVarnish()
if (!varnish) console.error(noVarnish)

const film = testMp4(3_000_000)
/** More than deploy/replicas.vcl has connections to a replica. */
const crowd = 520
const newsroom = testNewsroom({
  'articles/2025/05/16/film.ar.md': storyText(
    {},
    '::video[فيلم]{src="film.mp4" poster="still.png" captions="film.ar.vtt"}\n',
  ),
  'articles/2025/05/16/film.mp4': film,
  'articles/2025/05/16/film.ar.vtt': testCaptions,
  'articles/2025/05/16/still.png': testPng(1600, 900),
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, number) => [`articles/2025/05/16/story-${number}.en.md`, storyText()]),
  ),
})
let front: Front
let video = ''
let captions = ''

test.describe.configure({ mode: 'serial' })
test.skip(!varnish, noVarnish)

test.beforeAll(async () => {
  test.setTimeout(180_000)
  front = await startFront(varnish ?? '', newsroom.directory, 1)
  const html = (await send(front.url, '/ar/world/2025-05-16/film')).text
  video = /\/media\/[0-9a-f]{16}\/video\.mp4/.exec(html)?.[0] ?? ''
  captions = /\/media\/[0-9a-f]{16}\/captions\.vtt/.exec(html)?.[0] ?? ''
})
test.afterAll(() => front?.stop())
test('films go through in whatever part is asked for, and are not kept', async () => {
  for (const visit of ['first', 'second']) {
    const whole = await send(front.url, video)
    expect(whole.status, visit).toBe(200)
    expect(whole.headers['content-length'], visit).toBe(String(film.length))
    expect(whole.headers['cache-status'], visit).toBe('dateline; fwd=bypass')
    const part = await send(front.url, video, { headers: { range: 'bytes=-5' } })
    expect(part.status, visit).toBe(206)
    expect(part.headers['content-range']).toBe(`bytes ${film.length - 5}-${film.length - 1}/${film.length}`)
    expect(part.text).toBe('\x07'.repeat(5))
  }
  expect((await send(front.url, video, { headers: { range: 'bytes=9999999-' } })).status).toBe(416)
  expect((await send(front.url, video, { method: 'HEAD' })).headers['accept-ranges']).toBe('bytes')
  await send(front.url, captions)
  const kept = await send(front.url, captions)
  expect(kept.headers['cache-status']).toBe('varnish; hit')
  expect(kept.text).toBe(testCaptions)
})

test('what follows the request for a film on its connection reaches nobody', async () => {
  const next = ['/metrics', '/publish'].map((hidden) => `GET ${hidden} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')
  const answered = await sendBytes(
    front.url,
    `GET ${video} HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n\r\n${next}`,
  )
  // The replica answers the one request, or refuses all when they come in one breath.
  expect(answered).toMatch(/^HTTP\/1\.1 (?:206|400) /)
  expect(answered.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  expect(answered).not.toContain('dateline_')
})

/** Begins to ask for the film, and then takes no more of it than comes in one piece. */
async function dawdle(): Promise<Socket> {
  const { hostname, port } = new URL(front.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => socket.destroy())
  socket.write(`GET ${video} HTTP/1.1\r\nHost: x\r\n\r\n`)
  await new Promise((resolve) => socket.once('data', resolve).once('close', resolve))
  socket.pause()
  return socket
}

/** What the film's last bytes are answered with; nothing when the connection is closed instead. */
const lastBytes = async () => {
  const part = await send(front.url, video, { headers: { range: 'bytes=-5' } }).catch(() => undefined)
  return part?.status
}

test('hundreds who watch in slow motion leave pages and choices their connections', async () => {
  test.setTimeout(180_000)
  const watching: Socket[] = []
  try {
    // As fast as one replica can begin to send; it is what they hold that matters here, not the rush.
    while (watching.length < crowd) watching.push(...(await Promise.all(Array.from({ length: 10 }, dawdle))))
    expect(watching.filter(({ destroyed }) => !destroyed).length).toBeGreaterThanOrEqual(150)
    for (let number = 0; number < 20; number += 1)
      expect((await send(front.url, `/en/world/2025-05-16/story-${number}`)).status).toBe(200)
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: front.url,
      'sec-fetch-site': 'same-origin',
    }
    const form = { method: 'POST', headers, body: 'decision=refuse&return=%2Fen' }
    expect((await send(front.url, '/consent', form)).status).toBe(303)
  } finally {
    for (const socket of watching) socket.destroy()
  }
  await expect.poll(lastBytes).toBe(206)
})

test('thousands who leave at once leave nothing behind', async () => {
  const { hostname, port } = new URL(front.url)
  for (let hundred = 0; hundred < 20; hundred += 1)
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = connect(Number(port), hostname)
        socket.on('error', () => {})
        socket.write(`GET ${video} HTTP/1.1\r\nHost: x\r\n\r\n`, () => socket.destroy())
        await once(socket, 'close')
      }),
    )
  await expect.poll(lastBytes, { timeout: 30_000 }).toBe(206)
})
