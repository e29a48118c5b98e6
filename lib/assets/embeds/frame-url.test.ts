import { describe, expect, it } from 'vitest'
import { frameUrl, isAllowed } from './frame-url.ts'

describe('frameUrl', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://youtu.be/dQw4w9WgXcQ?si=x', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://player.example/معرض?a=1#b', 'https://player.example/%D9%85%D8%B9%D8%B1%D8%B6?a=1#b'],
    ['https://地图.example/1', 'https://xn--wcs7d.example/1'],
  ])('%s is framed as %s', (src, frame) => {
    expect(frameUrl(src)?.href).toBe(frame)
  })

  it.each([
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/watch?v=../x',
    'https://vimeo.com/about',
  ])('%s is not a video: its own host has to be allowed', (src) => {
    expect(frameUrl(src)?.href).toBe(src)
  })

  it.each([
    '',
    'player.example',
    '//player.example/',
    'http://player.example/',
    'javascript:alert(1)',
    'data:text/html,<b>',
    'https://user@player.example/',
    'https://player.example\\@evil.example/',
    'https://player.example/\n',
    'https://',
  ])('%j is not an address to frame', (src) => {
    expect(frameUrl(src)).toBeUndefined()
  })
})

it.each([
  ['https://player.example/', true],
  ['https://PLAYER.example/', true],
  ['https://player.example:8443/', false],
  ['https://x.player.example/', false],
  ['https://player.example.org/', false],
])('%s is allowed by its exact host: %s', (url, allowed) => {
  expect(isAllowed(new URL(url), ['player.example'])).toBe(allowed)
})
