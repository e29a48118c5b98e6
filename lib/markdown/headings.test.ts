import { describe, expect, it } from 'vitest'
import { fragmentTargets, ids, render, testLabels } from '../testing/markdown.ts'

/** `h2#a` for each heading, in order. */
function outline(body: string): string[] {
  return [...render(body).matchAll(/<(h\d) id="([^"]*)"/g)].map(([, name, id]) => `${name}#${id}`)
}

describe('linkableHeadings', () => {
  it('links a heading to itself, with a label in the story’s language', () => {
    expect(render('## A *b*', { labels: { ...testLabels, linkToHeading: 'رابط' } })).toBe(
      '<section class="heading"><h2 id="a-b">A <em>b</em></h2><a href="#a-b" class="heading-link" aria-label="رابط: A b"></a></section>',
    )
  })

  it.each([
    ['an h1', '# A', ['h2#a']],
    ['nothing but deep ones', '### A\n#### B\n### C', ['h2#a', 'h3#b', 'h2#c']],
    ['a skipped level', '## A\n##### B\n## C', ['h2#a', 'h3#b', 'h2#c']],
    ['a level skipped and filled in later', '# A\n### B\n## C\n###### D', ['h2#a', 'h3#b', 'h3#c', 'h4#d']],
    ['a shallower one after deeper ones', '### A\n# B\n## C', ['h2#a', 'h2#b', 'h3#c']],
    [
      'all six levels',
      '# A\n## B\n### C\n#### D\n##### E\n###### F',
      ['h2#a', 'h3#b', 'h4#c', 'h5#d', 'h6#e', 'h6#f'],
    ],
    ['underlined ones', 'A\n===\n\nB\n---', ['h2#a', 'h3#b']],
    ['one in a quote', '## A\n\n> ### B', ['h2#a', 'h3#b']],
  ])('starts at h2 and never skips a level on the way down: %s', (_, body, expected) => {
    expect(outline(body)).toEqual(expected)
  })

  it.each([
    ['the same twice', '## A\n## A\n## A', ['h2#a', 'h2#a-1', 'h2#a-2']],
    ['one that looks like the second of another', '## A\n## A\n## A-1', ['h2#a', 'h2#a-1', 'h2#a-1-1']],
    ['case and markup alone', '## A b\n## *a* B', ['h2#a-b', 'h2#a-b-1']],
    ['nothing but symbols', '## 🎉\n## !!!\n## Section', ['h2#section', 'h2#section-1', 'h2#section-2']],
    [
      'names objects have',
      '## `__proto__`\n## `__proto__`\n## constructor\n## toString',
      ['h2#__proto__', 'h2#__proto__-1', 'h2#constructor', 'h2#tostring'],
    ],
    ['Arabic', '## العنوان الأول\n## العنوان الأول', ['h2#العنوان-الأول', 'h2#العنوان-الأول-1']],
    ['Chinese', '## 海峡会谈：第一天\n## 海峡会谈：第一天', ['h2#海峡会谈第一天', 'h2#海峡会谈第一天-1']],
  ])('gives every heading an id of its own: %s', (_, body, expected) => {
    expect(outline(body)).toEqual(expected)
  })

  it('never takes an id that footnotes have', () => {
    const names = ['Footnote label', 'note.fn-1', 'Note fn 1', 'note-fn-1', 'note-fnref-1', 'fn-1']
    const html = render(`${names.map((name) => `## ${name}`).join('\n')}\n\nText[^1]\n\n[^1]: A note.`)
    expect(ids(html)).toHaveLength(names.length + 3)
    expect(new Set(ids(html)).size).toBe(names.length + 3)
  })

  it.each(['## العنوان', '## 标题 一', '## Ünïcode & co', '## 100% sure?', '## a "quoted" <one>'])(
    'points its link at the heading: %s',
    (body) => {
      const html = render(body)
      expect(ids(html)).toHaveLength(1)
      expect(fragmentTargets(html)).toEqual(ids(html))
    },
  )

  it('keeps links in a heading, and only the words of dead ones', () => {
    expect(render('## [Live](a.md) and [dead](dead.md)')).toBe(
      '<section class="heading"><h2 id="live-and-dead"><a href="/en/a">Live</a> and dead' +
        '</h2><a href="#live-and-dead" class="heading-link" aria-label="Link here: Live and dead"></a></section>',
    )
  })
})
