import { describe, expect, it } from 'vitest'
import { render } from '../testing/markdown.ts'
import { parseMarkdown } from './parse.ts'

describe('the dialect', () => {
  it.each([
    'At 10:30am',
    'note:this',
    ':smile[x]{y=z}',
    ':a{onclick="x"}',
    'ratio 3:2, C:D:E',
    '来源:路透社',
    ':::not on a line of its own',
  ])('has no directives within a line: %s', (line) => {
    expect(render(`${line} and so on`)).toBe(`<p>${line} and so on</p>`)
  })

  it.each([
    ['来源:路透社[点此](story.md)', '来源:路透社<a href="/en/story">点此</a>'],
    ['see:this[link](dead.md)', 'see:thislink'],
    [':a[*b*]', ':a[<em>b</em>]'],
    ['时间:下午**三点。**开始', '时间:下午<strong>三点。</strong>开始'],
  ])('reads what stands next to a colon: %s', (body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })

  it('has directives on lines of their own', () => {
    expect(parseMarkdown('::figure[x]{src="a.jpg"}').children[0]).toMatchObject({
      type: 'leafDirective',
      name: 'figure',
      attributes: { src: 'a.jpg' },
    })
  })

  it('counts positions from the first line of the body', () => {
    expect(parseMarkdown('a\n\n b').children[1]?.position?.start).toMatchObject({ line: 3, column: 2 })
  })

  it.each([
    ['struck words', 'a ~~b~~', '<p>a <del>b</del></p>'],
    ['a backslash', '\\*a\\*', '<p>*a*</p>'],
    [
      'indented code',
      '    a < b',
      '<pre tabindex="0" role="region" aria-label="Code"><code>a &#x3C; b\n</code></pre>',
    ],
    [
      'a language of code',
      '```js\na\n```',
      '<pre tabindex="0" role="region" aria-label="Code"><code class="language-js">a\n</code></pre>',
    ],
    ['a rule', '---', '<hr>'],
    ['a numbered list', '3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['Windows line ends', 'a\r\n\r\nb', '<p>a</p>\n<p>b</p>'],
  ])('has %s', (_, body, expected) => {
    expect(render(body)).toBe(expected)
  })
})
