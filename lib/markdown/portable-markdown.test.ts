import { describe, expect, it } from 'vitest'
import { portableMarkdown } from './portable-markdown.ts'
import { writePortable } from './write-portable.ts'

const portable = (body: string) =>
  writePortable(portableMarkdown(body), {
    link: (url) =>
      url.startsWith('dead')
        ? undefined
        : (URL.parse(url.replace(/^(\w+)\.md/, '/en/$1'), 'https://news.example/en/story')?.href ??
          undefined),
    pictureUrl: (src) => `https://news.example/media/${src}`,
    mediaUrl: (src) => (src.startsWith('dead') ? undefined : `https://news.example/media/${src}`),
  })

describe('portableMarkdown', () => {
  it.each([
    [
      'another story',
      'See [*the* talks](talks.md#when).',
      'See [*the* talks](https://news.example/en/talks#when).',
    ],
    ['a heading', '[when](#when)', '[when](https://news.example/en/story#when)'],
    ['a link with a title', '[x](talks.md "A \\"b\\"")', '[x](https://news.example/en/talks "A \\"b\\"")'],
    ['a link with brackets', '[x](</en/a(b)>)', '[x](<https://news.example/en/a(b)>)'],
    ['another site', '[x](https://a.example/?b&c)', '[x](https://a.example/?b&c)'],
    [
      'an address as it is',
      '<https://a.example/> and https://b.example/',
      '<https://a.example/> and https://b.example/',
    ],
    [
      'a link with a space',
      'At the [port] (https://a.example/b) now',
      'At the [port](https://a.example/b) now',
    ],
    ['a picture with a space', '![A] (pier.jpg)', '![A](https://news.example/media/pier.jpg)'],
    ['a dead link', 'A [**dead**](dead.md) one, [](dead.md)', 'A **dead** one, '],
    [
      'a reference',
      '[x][1] [y]\n\n[1]: talks.md "T"\n[y]: </en/y>',
      '[x][1] [y]\n\n[1]: https://news.example/en/talks "T"\n[y]: https://news.example/en/y',
    ],
    ['a dead reference', '[**x**][1].\n\n[1]: dead.md', '**x**.\n\n'],
    ['Arabic', '[محادثات](/ar/world) اليوم', '[محادثات](https://news.example/ar/world) اليوم'],
    [
      'Chinese next to punctuation',
      '**重点。**后面的[字](#字)。',
      '**重点。**后面的[字](https://news.example/en/story#%E5%AD%97)。',
    ],
  ])('makes addresses absolute: %s', (_, body, expected) => {
    expect(portable(body)).toBe(expected)
  })

  it.each([
    [
      'a picture',
      '![A [pier]](pier.jpg "Low")',
      '![A \\[pier\\]](https://news.example/media/pier.jpg "Low")',
    ],
    [
      'a picture in a link',
      '[![A](a.jpg)](talks.md)',
      '[![A](https://news.example/media/a.jpg)](https://news.example/en/talks)',
    ],
    ['a picture in a dead link', '[![A](a.jpg)](dead.md)', '![A](https://news.example/media/a.jpg)'],
    [
      'a figure',
      '::figure[The [pier](talks.md)]{src="a.jpg" alt="A" credit="Ada"}',
      '![A](https://news.example/media/a.jpg)\n\nThe [pier](https://news.example/en/talks) Ada',
    ],
    [
      'a gallery',
      'Text\n\n:::gallery[صور [x](talks.md)]\n![A](a.jpg "B")\n\n::figure[C]{src="c.jpg" alt="D"}\n:::\n\nEnd',
      'Text\n\nصور x\n\n![A](https://news.example/media/a.jpg "B")\n\n![D](https://news.example/media/c.jpg)\n\nC\n\nEnd',
    ],
    ['an empty gallery', 'A\n\n:::gallery\n:::\n\nB', 'A\n\n\n\nB'],
    [
      'a video',
      '::video[The [new] *film*]{src="f.mp4" poster="a.jpg" credit="Ada"}',
      '[The \\[new\\] film](https://news.example/media/f.mp4) Ada',
    ],
    ['a video that is not there', '::video[影片]{src="dead.mp4"}', '影片'],
    ['audio', '::audio{src="a.mp3"}', '[audio](https://news.example/media/a.mp3)'],
    [
      'an embed',
      '::embed[خريطة]{src="https://player.example/a(b)" picture="a.jpg"}',
      '[خريطة](<https://player.example/a(b)>)',
    ],
    ['a figure without a caption', '::figure{src="a.jpg" alt="A"}', '![A](https://news.example/media/a.jpg)'],
  ])('shows %s as plain Markdown', (_, body, expected) => {
    expect(portable(body)).toBe(expected)
  })

  it('leaves out notes to colleagues', () => {
    expect(portable('Before <!-- ask Ada --> after\n\n<!--\nsecret\n-->\n\nEnd')).toBe(
      'Before  after\n\n\n\nEnd',
    )
  })

  it('keeps everything else byte for byte', () => {
    const body =
      '# A\r\n\r\n* a\n* b  \n  c\n\n| a |\n|:-|\n\n```\n[x](talks.md) <!-- a -->\n```\n\\[x](talks.md) `]]>` ⛴️ \u200f'
    expect(portable(body)).toBe(body)
  })
})
