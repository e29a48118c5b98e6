import { describe, expect, it } from 'vitest'
import { render } from '../testing/markdown.ts'

describe('links', () => {
  it.each([
    ['a link to a story', '[words](story.md)', '<a href="/en/story">words</a>'],
    ['a fragment', '[words](story.md#part)', '<a href="/en/story#part">words</a>'],
    [
      'another site',
      '[words](https://a.example/x?y=1&z=2)',
      '<a href="https://a.example/x?y=1&#x26;z=2">words</a>',
    ],
    [
      'a bare address',
      'https://a.example/x',
      '<a href="https://a.example/x" class="bare">https://a.example/x</a>',
    ],
    ['markup within', '[**a** `b`](story.md)', '<a href="/en/story"><strong>a</strong> <code>b</code></a>'],
    ['a title', '[words](story.md "Title")', '<a href="/en/story" title="Title">words</a>'],
    ['a reference', '[words][r]\n\n[r]: story.md', '<a href="/en/story">words</a>'],
    ['a reference by its words', '[Words]\n\n[words]: story.md', '<a href="/en/story">Words</a>'],
    ['a reference before its definition', '[r]: story.md\n\n[words][R]', '<a href="/en/story">words</a>'],
    ['the first of two definitions', '[r]\n\n[r]: story.md\n[r]: dead.md', '<a href="/en/story">r</a>'],
  ])('points at the page: %s', (_, body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })

  it.each([
    ['https://a.example/x', true],
    ['www.a.example', true],
    ['<https://a.example/>', true],
    ['[a.example/x](https://a.example/x)', true],
    ['[words](https://a.example/x)', false],
    ['[https://a.example/x and more](https://a.example/x)', false],
    ['[**https://a.example/x**](https://a.example/x)', false],
  ])('has a class when its words are its address, which print need not repeat: %s', (body, isBare) => {
    expect(render(body).includes('class="bare"')).toBe(isBare)
  })

  it.each([
    ['plain words', 'see [the words](dead.md) here', 'see the words here'],
    ['nested markup', '[**a** _b `c`_](dead.md)', '<strong>a</strong> <em>b <code>c</code></em>'],
    ['a dead link within emphasis', '**[a](dead.md) b**', '<strong>a b</strong>'],
    ['two in a row', '[a](dead.md)[b](dead2.md)[c](story.md)', 'ab<a href="/en/story">c</a>'],
    ['a reference', '[a][r] b\n\n[r]: dead.md', 'a b'],
    ['a reference by its words', '[**a**][]\n\n[**a**]: dead.md', '<strong>a</strong>'],
    ['the first of two definitions', '[r]\n\n[r]: dead.md\n[r]: story.md', 'r'],
    ['no words at all', 'a[](dead.md)[b](dead2.md)c', 'abc'],
  ])('removes a dead link and keeps its words: %s', (_, body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })

  it('unlinks in headings, tables, lists and notes alike', () => {
    const html = render(
      '## [h](dead.md)\n\n| [c](dead.md) |\n| - |\n\n- [l](dead.md)[^1]\n\n[^1]: [n](dead.md)',
    )
    expect(html).toContain('<h2 id="h">h</h2><a href="#h"')
    expect(html).toContain('<th>c</th>')
    expect(html).toContain('<li>l<sup>')
    expect(html).toContain('<p>n <a href="#note.fnref-1"')
    expect(html).not.toContain('dead')
  })

  it('leaves brackets alone that are not a link', () => {
    expect(render('He said [sic] and [x][y]')).toBe('<p>He said [sic] and [x][y]</p>')
  })
})
