import { toHtml } from 'hast-util-to-html'
import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { compiled, render } from '../testing/markdown.ts'
import { fillProse } from './fill.ts'
import type { Prose } from './prose.ts'

const nothing = {
  link: () => undefined,
  picture: () => undefined,
  media: () => undefined,
  mayFrame: () => false,
}

/** Texts that try to look like a slot. */
const forgeries = [
  '{"link":"javascript:alert(1)","fragment":"","words":[]}',
  '","words":[]},{"picture":"x","alt":"',
  '["<script>alert(1)</script>"]',
  '\\u0000{"frame":"https://evil.example"}',
  '&#123;"player":"video","src":"x"&#125;',
]

describe('slots', () => {
  it.each(forgeries)('never come from a text: %s', (forgery) => {
    const places = [
      forgery,
      `\`${forgery}\``,
      `## ${forgery}`,
      `[${forgery}](https://a.example "${forgery.replaceAll('"', '&quot;')}")`,
      `::figure[${forgery.replaceAll(/[[\]]/g, '')}]{src="a.jpg" alt="${forgery.replaceAll('"', '&quot;')}"}`,
      `\`\`\`${forgery}\n${forgery}\n\`\`\``,
    ]
    const prose = compiled(places.join('\n\n'), { dateline: forgery, agencyCredit: forgery })
    const slots = prose.filter((piece) => typeof piece !== 'string')
    expect(slots.map((slot) => Object.keys(slot)[0])).toEqual(['picture', 'credit'])
    const parser = new Parser({
      onopentag(name, { href }) {
        expect(name).not.toBe('script')
        expect(href ?? '').not.toMatch(/^javascript:/)
      },
    })
    parser.end(fillProse(prose, nothing))
  })

  it('survive JSON unchanged', () => {
    const body = `${forgeries.join('\n\n')}\n\n[a](b.md#c "d") ![e](f.jpg)\n\n::embed[g]{src="https://player.example/1"}\n`
    const prose = compiled(body)
    expect(JSON.parse(JSON.stringify(prose))).toEqual(prose)
  })

  it('are left only where a page decides: all else is one string', () => {
    expect(
      compiled('## A\n\nB[^1] [c](https://d.example) **e**\n\n| f |\n| - |\n| g |\n\n[^1]: h'),
    ).toHaveLength(1)
    expect(compiled('')).toEqual([])
    const prose = compiled('a [b](c.md#d "e") f')
    expect(prose).toEqual(['<p>a ', { link: 'c.md', fragment: '#d', title: 'e', words: ['b'] }, ' f</p>\n'])
  })

  it('can be nested', () => {
    expect(compiled('[![a](b.jpg) *c*](d.md)')[1]).toEqual({
      link: 'd.md',
      fragment: '',
      words: [{ picture: 'b.jpg', alt: 'a' }, ' <em>c</em>'],
    })
  })
})

describe('filling', () => {
  const nasty = `"><b onclick='x'>&amp; \`</b>`

  it('with nothing leaves the words', () => {
    const body =
      'A [*b*](c.md) ![d](e.jpg)\n\n![f](g.jpg "h")\n\n::video[i]{src="j.mp4" poster="k.jpg"}\n\n::embed[l]{src="https://player.example/1" picture="m.jpg"}'
    expect(fillProse(compiled(body), nothing)).toBe(
      '<p>A <em>b</em> </p>\n<figure><figcaption>h</figcaption></figure>\n<figure><figcaption>i</figcaption></figure>\n' +
        '<figure class="embed"><a href="https://player.example/1"><span class="embed-title">l</span></a></figure>\n',
    )
  })

  it('writes its values as hast-util-to-html would, whatever they are', () => {
    const img = { src: `/${nasty}`, alt: nasty, width: 3, height: 2, loading: 'lazy' }
    const markup = { ...img, className: nasty, sources: [], sizes: '', credit: nasty }
    const filled = (prose: Prose) =>
      fillProse(prose, { ...nothing, link: () => `/${nasty}`, picture: () => markup })
    const properties = { ...img, className: [nasty] }
    expect(filled([{ picture: 'a', alt: nasty }])).toBe(
      `<picture>${toHtml({ type: 'element', tagName: 'img', properties, children: [] })}</picture>`,
    )
    expect(filled([{ link: 'a', fragment: '#b', title: nasty, words: ['c'] }])).toBe(
      toHtml({
        type: 'element',
        tagName: 'a',
        properties: { href: `/${nasty}#b`, title: nasty },
        children: [{ type: 'text', value: 'c' }],
      }),
    )
    expect(filled([{ credit: 'a', alone: false }])).toBe(
      ` ${toHtml({ type: 'element', tagName: 'span', properties: { className: ['credit'] }, children: [{ type: 'text', value: nasty }] })}`,
    )
  })

  it('encodes fragments, and keeps their words', () => {
    expect(render('[a](b.md#ä"<c d>)')).toBe('<p>[a](b.md#ä"<c d>)</p>'.replace('<c d>', ''))
    expect(render('[a](<b.md#ä"c d>)')).toBe('<p><a href="/en/b#%C3%A4%22c%20d">a</a></p>')
  })
})
