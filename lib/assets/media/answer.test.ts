import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { answerMedia } from './answer.ts'
import { inspectMedia, type MediaFile } from './inspect.ts'

const file = join(temporaryFolder(), 'عبّارة.mp3')
const bytes = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(300_000, 5), Buffer.from('end')])
writeFileSync(file, bytes)
const known = inspectMedia(file, 'audio', 'audio/mpeg') as MediaFile
const etag = `"${known.hash}"`

const ask = (headers: Record<string, string> = {}, method = 'GET', what = known) =>
  answerMedia(new Request('https://news.example/media/x', { headers, method }), file, what, {
    'Cache-Control': 'public, max-age=9',
  })

describe('a media file', () => {
  it('is sent whole, with what caches and players need to know', async () => {
    const answer = await ask()
    expect(answer?.status).toBe(200)
    expect(Object.fromEntries(answer?.headers ?? [])).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=9',
      'content-type': 'audio/mpeg',
      etag,
      'x-content-length': '300006',
      'x-content-type-options': 'nosniff',
    })
    expect(bytes.equals(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer()))).toBe(true)
  })

  it.each([
    ['bytes=0-2', 'bytes 0-2/300006', 'ID3'],
    ['bytes=-3', 'bytes 300003-300005/300006', 'end'],
    ['bytes=300003-', 'bytes 300003-300005/300006', 'end'],
  ])('is sent in part: %s', async (range, contentRange, text) => {
    for (const headers of [{ range }, { range, 'if-range': etag }]) {
      const answer = await ask(headers)
      expect(answer?.status).toBe(206)
      expect(answer?.headers.get('content-range')).toBe(contentRange)
      expect(answer?.headers.get('x-content-length')).toBe('3')
      expect(await answer?.text()).toBe(text)
    }
  })

  it.each(['"other"', 'W/"x"', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
    'is sent whole to a client that has a part of another file: %s',
    async (ifRange) => {
      const answer = await ask({ range: 'bytes=0-2', 'if-range': ifRange })
      expect(answer?.status).toBe(200)
      expect((await answer?.arrayBuffer())?.byteLength).toBe(bytes.length)
    },
  )

  it('says when there is no such part', async () => {
    const answer = await ask({ range: 'bytes=300006-' })
    expect(answer?.status).toBe(416)
    expect(answer?.headers.get('content-range')).toBe('bytes */300006')
    expect(answer?.headers.get('cache-control')).toBe('no-store')
  })

  it('is not sent again to a client that has it, nor in answer to HEAD', async () => {
    const same = await ask({ 'if-none-match': `"x", ${etag}`, range: 'bytes=0-2' })
    expect([same?.status, await same?.text()]).toEqual([304, ''])
    const head = await ask({ range: 'bytes=0-2' }, 'HEAD')
    expect([head?.status, head?.headers.get('x-content-length'), await head?.text()]).toEqual([206, '3', ''])
  })

  it('is not found when the file is not the one in the index', async () => {
    expect(await ask({}, 'GET', { ...known, bytes: 7 })).toBeUndefined()
    expect(await ask({}, 'GET', { ...known, modified: 7 })).toBeUndefined()
    expect(await answerMedia(new Request('https://news.example/'), `${file}x`, known, {})).toBeUndefined()
    const request = new Request('https://news.example/')
    await expect(answerMedia(request, `${file}${'x'.repeat(300)}`, known, {})).rejects.toThrow('ENAMETOOLONG')
    utimesSync(file, 5, 5)
    expect(await ask()).toBeUndefined()
  })
})
