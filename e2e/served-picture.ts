import { expect } from 'playwright/test'
import { rawRequest } from './site.ts'

/** A page's lead picture is served in AVIF for ever, found unchanged when asked for again, and at no other width. */
export async function expectServedPicture(url: string, page: string) {
  const html = (await rawRequest(url, page)).body
  const [path = ''] = /\/media\/[0-9a-f]{16}\/800\.avif/.exec(html) ?? []
  const { status, headers, bytes } = await rawRequest(url, path)
  expect(status, `${path} of ${page}`).toBe(200)
  expect(bytes).toBeGreaterThan(100)
  expect(headers['content-type']).toBe('image/avif')
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(headers['x-content-type-options']).toBe('nosniff')
  const again = await rawRequest(url, path, { 'if-none-match': headers.etag ?? '' })
  expect([again.status, again.bytes]).toEqual([304, 0])
  expect((await rawRequest(url, path.replace('800.avif', '801.avif'))).status).toBe(404)
}
