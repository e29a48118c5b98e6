import { remark } from 'remark'
import remarkGfm from 'remark-gfm'
import { visit } from 'unist-util-visit'
import { expect, it } from 'vitest'
import { asMeant, parseWritten } from './parse.ts'
import { portableMarkdown } from './portable-markdown.ts'
import { writePortable } from './write-portable.ts'

/** The addresses of links, as other software finds them. */
function elsewhere(markdown: string): string[] {
  const found: string[] = []
  visit(remark().use(remarkGfm).parse(markdown), 'link', ({ url }) => {
    found.push(url)
  })
  return found
}

function here(markdown: string): string[] {
  const found: string[] = []
  visit(parseWritten(asMeant(markdown)), 'link', ({ url }) => {
    found.push(url)
  })
  return found
}

const unseen = {
  'right-to-left mark': '\u200f',
  'left-to-right mark': '\u200e',
  'place to break': '\u200b',
  'end of a turn': '\u202c',
  'end of an isolate': '\u2069',
}

it.each(Object.entries(unseen))('ends before a %s, which nobody sees', (_, mark) => {
  expect(here(`انظر https://example.com/e${mark}، ثم`)).toEqual(['https://example.com/e'])
  expect(here(`见https://example.com/e${mark}后`)).toEqual(['https://example.com/e'])
})

it('keeps the joiners that words of an address have', () => {
  expect(here('بین https://example.com/می\u200cخواهم ok')).toEqual(['https://example.com/می\u200cخواهم'])
})

const end = (url: string) => [url]
it.each([
  ['详见https://example.com/a，更多信息见下文。', end('https://example.com/a')],
  ['انظر https://example.com/f، ثم', end('https://example.com/f')],
  ['देखें https://example.com/i। फिर', end('https://example.com/i')],
  ['«https://example.com/j» и', end('https://example.com/j')],
  ['a https://example.com/n—voilà', end('https://example.com/n')],
  [
    '「https://example.com/c」和（https://example.com/d）',
    ['https://example.com/c', 'https://example.com/d'],
  ],
  ['plain https://example.com/p. End', end('https://example.com/p')],
])('leads elsewhere where it leads here: %s', (body, urls) => {
  const portable = writePortable(portableMarkdown(body), {
    link: (url) => url,
    pictureUrl: String,
    mediaUrl: String,
  })
  expect(here(body)).toEqual(urls)
  expect(elsewhere(portable)).toEqual(urls)
})
