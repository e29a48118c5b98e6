import type { Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from './parse.ts'

const [rle, pdf, rlo, rli, pdi] = ['\u202b', '\u202c', '\u202e', '\u2067', '\u2069']

/** The words of each block. */
const words = (body: string) => (parseMarkdown(body) as Root).children.map((block) => plainText(block))

describe('a body', () => {
  it.each([
    ['a paragraph', `A ${rlo}b`, [`A ${rlo}b${pdf}`]],
    ['a heading', `## A ${rli}b\n\nC`, [`A ${rli}b${pdi}`, 'C']],
    ['a list', `- A ${rlo}b\n- C`, [`A ${rlo}b${pdf}C`]],
    ['a table', `| A ${rlo} | B |\n| --- | --- |\n| C | D |`, [`A ${rlo}${pdf}BCD`]],
    ['a gallery’s title', `:::gallery[A ${rlo}]\n![B](a.jpg)\n:::`, [`A ${rlo}${pdf}B`]],
    ['a number', 'A &#x202e;b &#8238;c', [`A ${rlo}b ${rlo}c${pdf}${pdf}`]],
    ['code', `A \`${rlo}b\` c`, [`A ${rlo}b c${pdf}`]],
    ['a link', `[A ${rlo}b](https://a.example) c${pdf} d`, [`A ${rlo}b c${pdf} d`]],
    ['what ends in another block', `A ${rle}b\n\nC${pdf} D`, [`A ${rle}b${pdf}`, 'C D']],
    ['nothing to close', `${rli}عبّارة${pdi} A\u200f`, [`${rli}عبّارة${pdi} A\u200f`]],
  ])('turns nothing but itself: %s', (_, body, expected) => {
    expect(words(body)).toEqual(expected)
  })

  it('limits directions in the words of pictures, films and frames to these', () => {
    const body = `![A ${rlo}b](a.jpg "C ${rli}d")\n\n::video[E ${rlo}f]{src="a.mp4" credit="G ${rlo}h"}\n\n[i]: https://a.example "J ${rlo}k"`
    const [paragraph, video, definition] = parseMarkdown(body).children
    expect(paragraph).toMatchObject({ children: [{ alt: `A ${rlo}b${pdf}`, title: `C ${rli}d${pdi}` }] })
    expect(video).toMatchObject({ attributes: { src: 'a.mp4', credit: `G ${rlo}h${pdf}` } })
    expect(plainText(video)).toBe(`E ${rlo}f${pdf}`)
    expect(definition).toMatchObject({ title: `J ${rlo}k${pdf}` })
  })
})
