import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Parser } from 'htmlparser2'
import type { Nodes, Root } from 'mdast'
import { describe, expect, it } from 'vitest'
import { readFrontMatter } from '../reading/front-matter.ts'
import { render } from '../testing/markdown.ts'
import { joinCjkLines } from './cjk-lines.ts'
import { holdsWords } from './html-elements.ts'
import { parseMarkdown } from './parse.ts'

/** The words of a syntax tree, in any order: what a search would find in a text. */
function wordsOfTree(body: string): string[] {
  const tree = parseMarkdown(body)
  joinCjkLines()(tree)
  const used = new Set<string>()
  walk(tree, (node) => {
    if (node.type === 'footnoteReference') used.add(node.identifier)
  })
  return split(textOf(tree))

  function textOf(node: Nodes): string {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return node.value
      case 'code':
        return ` ${node.value} `
      case 'break':
        return ' '
      case 'image':
        // The caption below a picture on its own.
        return ` ${node.title ?? ''} `
      case 'footnoteDefinition':
        return used.has(node.identifier) ? ` ${node.children.map(textOf).join('')} ` : ''
      case 'leafDirective':
        return ` ${node.children.map(textOf).join('')} ${node.attributes?.credit ?? ''} `
    }
    if (!('children' in node)) return ''
    const inside = (node.children as Nodes[]).map(textOf).join('')
    const isWords =
      inline.has(node.type) ||
      (node.type === 'htmlElement' && node.name !== 'summary' && holdsWords(node.name))
    return isWords ? inside : ` ${inside} `
  }
}

const inline = new Set(['emphasis', 'strong', 'delete', 'link', 'linkReference'])

function walk(node: Root | Nodes, visit: (node: Nodes) => void) {
  visit(node as Nodes)
  if ('children' in node) for (const child of node.children as Nodes[]) walk(child, visit)
}

/** Parts of the HTML beyond its text: links around the page, numbers of notes, fallbacks of players. */
const ours = /heading-link|gallery-links|embed-note|sr-only|data-footnote-backref/
const phrasing = new Set(['a', 'b', 'code', 'del', 'em', 'span', 'strong', 'sub', 'sup', 'u'])

/** The words readers see in some HTML, except those the site adds. */
function wordsOfHtml(html: string): string[] {
  let text = ''
  let skipped = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      const isOurs = ours.test(attributes.class ?? '') || ['sup', 'audio', 'video'].includes(name)
      if (skipped > 0 || isOurs) skipped += 1
      if (!phrasing.has(name)) text += ' '
    },
    ontext(data) {
      if (skipped === 0) text += data
    },
    onclosetag(name) {
      if (skipped > 0) skipped -= 1
      if (!phrasing.has(name)) text += ' '
    },
  })
  parser.end(html)
  return split(text)
}

function split(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort()
}

const files = ['articles', 'pages'].flatMap((folder) =>
  readdirSync(join('content', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('content', folder, name)),
)

describe('HTML has the words of the tree it was made from, no fewer and no more', () => {
  it('in every text of the demonstration newsroom', () => {
    expect(files.length).toBeGreaterThan(100)
    for (const file of files) {
      const read = readFrontMatter(file, readFileSync(file, 'utf8'))
      const body = read.ok ? read.value.body : ''
      expect(body.length).toBeGreaterThan(10)
      expect(wordsOfHtml(render(body)), file).toEqual(wordsOfTree(body))
    }
  })

  it.each([
    ['marks of all kinds', '*a***b**c ~~d~~ `e  f` g\\\nh  \ni&amp;j <k@l.mm> https://n.oo'],
    ['headings', '# A\n\nB\n===\n\n## A *c* `d`\n'],
    ['lists', '- a\n  - b\n\n    c\n- [x] d\n\n1. e\n2. f'],
    ['quotes and code', '> a\n> b\n\n```js\nc\n  d\n```\n\n    e'],
    ['a table', '| a | b |\n|:-:|--|\n| **c** | d e |\n| f |'],
    ['links', '[a](b.md) [c *d*](dead.md) [e][f] [g][h]\n\n[f]: https://i.example\n[h]: dead.md'],
    ['notes', 'A[^1] b[^2] c[^1]\n\n[^2]: D.\n\n[^1]: E\n\n    f\n\n[^3]: Never.'],
    [
      'figures',
      '![a](b.jpg "c d")\n\n::figure[e [f](g.md)]{src="h.jpg" alt="i" credit="J K"}\n\nl ![m](n.jpg) o',
    ],
    ['a gallery', ':::gallery[A b]\n![c](d.jpg "e")\n\n::figure[f]{src="g.jpg" alt="h"}\n:::'],
    ['players', '::video[a *b*]{src="c.mp4" poster="d.jpg" credit="E"}\n\n::audio{src="f.mp3"}'],
    ['embeds', '::embed[a b]{src="https://player.example/1"}\n\n::embed[c]{src="https://d.example/"}'],
    ['comments', 'a <!-- b --> c\n\n<!-- d -->\n\ne'],
    [
      'HTML',
      '<div class="x">\n\na *b*\n\n</div>\n\n<u>c</u>d H<sub>2</sub>O e<br>f\n\n<table><caption>g</caption><tr><td>h<td>i</table>\n\n<figure><img src="a.jpg" alt="j"><figcaption>k <b>l</b></figcaption></figure>\n\n<td>m</td> n <div>o</div> &amp; p',
    ],
    ['raw text', '<details><summary>a</summary>b &amp; c</details>\n\n<b>d</b> e\n\n<dl><dt>f<dd>g</dl>'],
    ['Arabic', '## محادثات **إسطنبول**\n\nنص[^1] و[رابط](b.md)\n\n[^1]: حاشية'],
    ['Chinese', '伊斯坦布尔\n会谈，**重点。**后面\nand English\n文字'],
    ['entities', '&lt;b&gt; &copy; &#x4f60; \\*a\\* 3 < 4 & 5'],
  ])('in %s', (_, body) => {
    const words = wordsOfTree(body)
    expect(words.length).toBeGreaterThan(2)
    expect(wordsOfHtml(render(body))).toEqual(words)
  })
})
