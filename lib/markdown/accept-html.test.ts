import { describe, expect, it } from 'vitest'
import { checkBody } from '../reading/body-check.ts'
import { render, shownPicture } from '../testing/markdown.ts'
import { surroundingsWith, testPicture } from '../testing/pictures.ts'
import { storyPath } from '../testing/reading.ts'
import { portableMarkdown } from './portable-markdown.ts'

const picture = 'articles/2025/05/16/a.jpg'

function check(body: string) {
  return checkBody(storyPath, body, 7, { ...surroundingsWith([picture]), embedHosts: [] })
}

const accepted: [what: string, written: string, shown: string][] = [
  ['a line break', 'a<br>b<br/>c', '<p>a<br>\nb<br>\nc</p>'],
  ['small letters', 'H<sub>2</sub>O, m<sup>2</sup>', '<p>H<sub>2</sub>O, m<sup>2</sup></p>'],
  ['Markdown within', '<u>a *b* c</u>', '<p><u>a <em>b</em> c</u></p>'],
  ['within Markdown', '**a <kbd>b</kbd>**', '<p><strong>a <kbd>b</kbd></strong></p>'],
  [
    'words of every kind',
    '<s>a</s><abbr title="b">b</abbr><cite>c</cite><q>d</q><mark>e</mark><small>f</small><ins>g</ins><del>h</del><b>i</b><i>j</i><em>k</em><strong>l</strong><code>m</code>',
    '<p><s>a</s><abbr title="b">b</abbr><cite>c</cite><q>d</q><mark>e</mark><small>f</small><ins>g</ins><del>h</del><b>i</b><i>j</i><em>k</em><strong>l</strong><code>m</code></p>',
  ],
  ['capitals', '<B>a</B>', '<p><b>a</b></p>'],
  [
    'a language and a direction',
    '<span lang="ar" dir="rtl">س</span>',
    '<p><span lang="ar" dir="rtl">س</span></p>',
  ],
  [
    'a fold-out with Markdown',
    '<details open>\n<summary>A <b>b</b></summary>\n\n*c*\n\n- d\n\n</details>\n\ne',
    '<details open>\n<summary>A <b>b</b></summary>\n<p><em>c</em></p><ul>\n<li>d</li>\n</ul></details>\n<p>e</p>',
  ],
  ['a glossary', '<dl><dt>a<dd>b</dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
  ['a quotation', '<blockquote cite="x"><p>a</p></blockquote>', '<blockquote><p>a</p></blockquote>'],
  [
    'a table',
    '<table>\n<caption>A</caption>\n<thead><tr><th scope="col">b<th>c</thead>\n<tr><td colspan=2 rowspan="1">d</td></tr>\n</table>',
    '<section class="table-scroll" tabindex="0" aria-label="Table"><table>\n<caption>A</caption>\n<thead><tr><th scope="col">b</th><th>c</th></tr></thead>\n<tr><td colspan="2" rowspan="1">d</td></tr>\n</table></section>',
  ],
  [
    'a figure',
    '<figure>\n<img src="a.jpg" alt="A">\n<figcaption>b <i>c</i></figcaption>\n</figure>',
    `<figure>${shownPicture('A')}<figcaption>b <i>c</i></figcaption></figure>`,
  ],
  ['a picture alone', '<img src="a.jpg" alt="A">', `<figure>${shownPicture('A')}</figure>`],
  ['a picture in a line', 'b <img src="a.jpg" alt="A"> c', `<p>b ${shownPicture('A')} c</p>`],
  ['a list', '<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
  ['a link to a story', '<a href="story.md">a</a>', '<p><a href="/en/story">a</a></p>'],
  ['a link elsewhere', 'x <a href="https://b.example/">a</a>', '<p>x <a href="https://b.example/">a</a></p>'],
  ['in a quotation', '> <b>a</b>', '<blockquote>\n<p><b>a</b></p>\n</blockquote>'],
  ['in a cell', '| a |\n|---|\n| b<br>c |', 'b<br>\nc</td>'],
  ['in a heading', '## <i>A</i> b', '<h2 id="a-b"><i>A</i> b'],
  ['a line that is all HTML', '<b>a</b> & c', '<p><b>a</b> &#x26; c</p>'],
  [
    'a character reference without its end',
    '<div>R&amp;D &copy</div>\n\nb',
    '<div>R&#x26;D ©</div>\n<p>b</p>',
  ],
]

describe('HTML a text may contain', () => {
  it.each(accepted)('comes out: %s', (_, written, shown) => {
    expect(render(written)).toContain(shown)
    expect(check(written).problems).toEqual([])
  })

  it.each([
    ['<b>not closed\n\nnext', '<p><b>not closed</b></p>\n<p>next</p>'],
    ['*a <u>b* c</u>', '<p><em>a <u>b</u></em> c</p>'],
    ['a </div> b', '<p>a  b</p>'],
    ['a <div>b</div> c', '<p>a <span>b</span> c</p>'],
    ['<td>a</td>', '<div>a</div>'],
    ['<li>a</li>', '<div>a</div>'],
    [`${'<b>'.repeat(500)}x`, `<p>${'<b>'.repeat(24)}x${'</b>'.repeat(24)}</p>`],
  ])('stays valid where it is not well formed: %s', (written, shown) => {
    expect(render(written)).toBe(shown)
  })
})

describe('what is left out of it', () => {
  it.each([
    ['<span style="color:red">a</span>', 'span', 'style'],
    ['<b onclick="x()" class="y" id="z">a</b>', 'b', 'onclick, class, id'],
    ['<div class="a">b</div>', 'div', 'class'],
    ['<img src="a.jpg" alt="A ferry at the pier" onerror="x()" width="3">', 'img', 'onerror, width'],
    ['<a href="https://b.example/" target="_blank">c</a>', 'a', 'target'],
    ['<p align="center">a</p>', 'p', 'align'],
    ['<td colspan="9999">', 'td', ''],
    ['<span lang="x y">a</span>', 'span', 'lang'],
    ['<table border="1"><tr><td>a</td></tr></table>', 'table', 'border'],
    ['<div style="position:fixed" data-x="1">a</div>', 'div', 'style, data-x'],
  ])('is advised on, and not on the page: %s', (written, name, attributes) => {
    const { advice, problems } = check(written)
    expect(problems).toEqual([])
    expect(advice.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      attributes === ''
        ? `7: <${name}> cannot stand here, and only what is in it is shown. Put it in the element it belongs to, on lines of their own.`
        : `7: The site does not use this of <${name}>: ${attributes}. Remove it.`,
    ])
    expect(render(written)).not.toMatch(
      /style|onclick|onerror|class="[ay]"|id=|target|align|9999|border|data-x|x y/,
    )
  })

  it.each([
    ['<a href="javascript:alert(1)">a</a>', 'This link leads nowhere'],
    ['<a href="JAVA&#10;SCRIPT:alert(1)">a</a>', 'This link leads nowhere'],
    ['<img src="https://x.example/a.jpg" alt="A ferry">', 'not the newsroom’s own'],
    ['<img src="missing.jpg" alt="A ferry">', 'is not there'],
    ['<img alt="A ferry">', ''],
  ])('is refused: %s', (written, message) => {
    expect(check(written).problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining(message),
    ])
  })

  it('is reported for a picture without a description', () => {
    expect(check('<img src="a.jpg">').advice).toHaveLength(1)
    expect(check('<img src="a.jpg" alt="A ferry at the pier">').pictures).toEqual([
      { ...testPicture, path: picture },
    ])
  })
})

describe('a comment before words', () => {
  it.each([
    ['<!-- note --> **Text** goes\non', '<p> <strong>Text</strong> goes\non</p>'],
    ['<!-- a --> <!-- b --> Text', '<p> Text</p>'],
    ['> <!-- a --> *b*', '<blockquote>\n<p> <em>b</em></p>\n</blockquote>'],
    ['<!-- over\ntwo lines --> *Text*', '<p> <em>Text</em></p>'],
    ['a <!-- b --> c', '<p>a  c</p>'],
    [
      '```\n<!-- a --> b\n```',
      '<pre tabindex="0" role="region" aria-label="Code"><code>&#x3C;!-- a --> b\n</code></pre>',
    ],
    ['<!-- only --> <!-- these -->', ''],
  ])('is a comment: %s', (written, shown) => {
    expect(render(written)).toBe(shown)
    expect(check(written)).toMatchObject({ problems: [], advice: [] })
  })
})

describe('Markdown for use elsewhere', () => {
  it.each([
    ['H<sub>2</sub>O <!-- note -->and <b style="x">b</b>', 'H<sub>2</sub>O and <b>b</b>'],
    [
      '<details open class="a">\n<summary>A</summary>\n\n*b*\n\n</details>',
      '<details open>\n<summary>A</summary>\n\n*b*\n\n</details>',
    ],
    ['<a href="https://b.example/" target=x>a</a>', '<a href="https://b.example/">a</a>'],
    ['<!-- note --> Text', ' Text'],
  ])('keeps what the site shows of it: %s', (written, expected) => {
    const parts = portableMarkdown(written)
    expect(parts.every((part) => typeof part === 'string')).toBe(true)
    expect(parts.join('')).toBe(expected)
  })
})
