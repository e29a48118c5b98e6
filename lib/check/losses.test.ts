import { describe, expect, it } from 'vitest'
import { textLine } from '../newsroom/problem.ts'
import { siteYaml, storyText, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { checkContent } from './check-content.ts'

const day = 'articles/2025/05/16'

/** What check reports for a newsroom with these files, without the folder's path. */
function told(files: Record<string, string | Uint8Array>): string[] {
  const { directory } = testNewsroom({ [`${day}/a.png`]: testPng(1600, 900), ...files })
  return checkContent(directory).problems.map((problem) => textLine(problem).replace(`${day}/`, ''))
}

const ofBody = (body: string) => told({ [`${day}/a.en.md`]: storyText({}, body) })

describe('what a text contains and its page does not', () => {
  it.each([
    [
      'the caption of a picture among words',
      'A ![The pier at dawn](a.png "Low tide") b',
      '7:3: The caption "Low tide" is not shown',
    ],
    [
      'the caption of a picture in a cell',
      '| a |\n|---|\n| ![The pier at dawn](a.png "Low tide") |',
      '9:3: The caption "Low tide"',
    ],
    [
      'an extra cell',
      '| a | b |\n|---|---|\n| c | d | e |',
      '9:9: This row has 3 cells, and the table 2 columns',
    ],
    [
      'a note nobody refers to',
      'A.[^1]\n\n[^1]: B.\n\n[^two]: C.',
      '11:1: Nothing refers to the note [^two]',
    ],
    ['a part of this text that is not there', '## Ferries\n\n[a](#ferrys)', '9:1: The link leads to #ferrys'],
    [
      'a part written by reference',
      '## Fähren\n\n[a][b]\n\n[b]: #faehren',
      '11:1: The link leads to #faehren',
    ],
  ])('is reported: %s', (_, body, expected) => {
    const lines = ofBody(`${body}\n`)
    expect(lines).toEqual([expect.stringContaining(`a.en.md:${expected}`)])
  })

  it.each([
    ['a caption of its own', '![The pier at dawn](a.png "Low tide")'],
    ['captions in a row', '![The pier at dawn](a.png "Low tide")\n![The pier at noon](a.png "High tide")'],
    ['a table with fewer cells', '| a | b |\n|---|---|\n| c |'],
    ['a note', 'A.[^1]\n\n[^1]: B.'],
    [
      'parts that are there',
      '## Fähren *heute*\n\n[a](#fähren-heute) [b](#f%C3%A4hren-heute) [c](#ferries)\n\n## Ferries\n',
    ],
    ['a link to the top', '[a](#)'],
  ])('and nothing else is: %s', (_, body) => {
    expect(ofBody(`${body}\n`)).toEqual([])
  })
})

describe('a part of another text', () => {
  const files = { [`${day}/b.en.md`]: storyText({}, '## How high\n\nText.\n') }

  it.each([
    ['[a](b.en.md#how-low)', '7:1: The link leads to b.en.md#how-low'],
    ['x\n\n[a][r]\n\n[r]: b.en.md#nope', '11:1: The link leads to b.en.md#nope'],
    ['[a](/en/world/2025-05-16/b#nope)', '7:1: The link leads to /en/world/2025-05-16/b#nope'],
    ['x\n\n[r]: /en/world/2025-05-16/b#nope\n\n[a][r]', '9:1: The link leads to /en/world/2025-05-16/b#nope'],
  ])('that does not exist is reported: %s', (body, expected) => {
    expect(told({ ...files, [`${day}/a.en.md`]: storyText({}, body) })).toEqual([
      expect.stringContaining(`a.en.md:${expected}`),
    ])
  })

  it.each([
    '[a](b.en.md#how-high)',
    '[a](b.en.md)',
    '[a](b.en.md#)',
    '[a](/en/world/2025-05-16/b#how-high)',
    '[a](/en#main)',
  ])('is found: %s', (body) => {
    expect(told({ ...files, [`${day}/a.en.md`]: storyText({}, body) })).toEqual([])
  })
})

describe('fields', () => {
  it.each([
    ['title: Bridge #9 reopens', '2:8: This is not valid YAML: a value ends before " #9 reopens"'],
    ['title: A\ntopics: [x] #todo later\nsummary: B #2', ':'],
    ['title: A\nsummary: Quay #12', 'a value ends before " #12"'],
  ])('are not lost in silence: %s', (fields, expected) => {
    const text = `---\n${fields}\ndate: 2025-05-16T14:05:00+03:00\nsection: world\n---\nText.\n`
    expect(told({ [`${day}/a.en.md`]: text })[0]).toContain(expected)
  })

  it.each(['status: published # until Monday', 'dateline: "Quay #9"', 'dateline: C#'])(
    'may hold %s',
    (line) => {
      const [name = '', value = ''] = line.split(/: (.*)/)
      expect(told({ [`${day}/a.en.md`]: storyText({ [name]: value }) })).toEqual([])
    },
  )

  it.each([
    ['Q&amp;A with the mayor', 'Q&A with the mayor'],
    ['“Fish &#38; chips” &mdash; r&eacute;sum&#xe9;', '“Fish & chips” — résumé'],
    ['AT&T, R&D; &unknown; & more', 'AT&T, R&D; &unknown; & more'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ])('show characters written as references: %s', (written, shown) => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText({ title: JSON.stringify(written) }) })
    made.sync()
    expect(made.problems()).toEqual([])
    expect(made.db.prepare('SELECT fields ->> ? AS title FROM stories').get('$.title')).toEqual({
      title: shown,
    })
  })

  it.each(['&#8203;', '&nbsp;', 'a&#10;b', 'a&#x1b;b'])(
    'show no character that is not allowed, even as a reference: %s',
    (written) => {
      expect(told({ [`${day}/a.en.md`]: storyText({ title: JSON.stringify(written) }) })).toHaveLength(1)
    },
  )

  it('do not hide a dead link in the same file', () => {
    const files = { [`${day}/a.en.md`]: storyText({ kind: 'nws' }, '[a](missing.en.md) [b](/en/nowhere)\n') }
    expect(told(files)).toEqual([
      expect.stringContaining('`kind` is "nws"'),
      expect.stringContaining('The link leads to no file: articles/2025/05/16/missing.en.md'),
      expect.stringContaining('The link leads to /en/nowhere, where there is no page'),
    ])
  })

  it('and a folder far apart are both reported', () => {
    expect(told({ [`${day}/a.en.md`]: storyText({ date: '2024-05-16T14:05:00+03:00' }) })).toEqual([
      expect.stringContaining(
        'a.en.md:3:7: The story lies in the folder of 2025-05-16, which its address shows, and is dated 2024-05-16',
      ),
    ])
    expect(told({ [`${day}/a.en.md`]: storyText({ date: '2025-09-16T14:05:00+03:00' }) })).toHaveLength(1)
    for (const date of ['2025-05-18T00:05:00+03:00', '2199-01-01T00:00:00Z'])
      expect(told({ [`${day}/a.en.md`]: storyText({ date }) })).toEqual([])
  })

  it.each([
    [{ summary: 'One or two sentences that say what happened and why it matters.' }, 'Text.\n', '5:10'],
    [{}, 'The first paragraph.\n', '7:1'],
    [{}, 'Text.\n\nThe first paragraph.\n\nMore.\n', '9:1'],
  ])('and text are not published as npm run new wrote them', (fields, body, place) => {
    expect(told({ [`${day}/a.en.md`]: storyText(fields, body) })).toEqual([
      expect.stringContaining(`a.en.md:${place}: This still says`),
    ])
    expect(told({ [`${day}/a.en.md`]: storyText({ ...fields, status: 'draft' }, body) })).toEqual([])
  })
})

describe('names that the site does not read', () => {
  it.each([
    [`${day}/a.en.MD`, 'a.en.MD:1:1: This file is not read'],
    [`${day}/a.en.markdown`, 'a.en.markdown:1:1: This file is not read'],
    ['artciles/2025/05/16/a.en.md', 'artciles:1:1: Nothing reads this. If it is "articles"'],
    ['stories/2025/05/16/a.en.md', 'stories:1:1: Nothing reads this. If it is "articles"'],
    ['page/about.en.md', 'page:1:1: Nothing reads this. If it is "pages"'],
    ['author/ben.yaml', 'author:1:1: Nothing reads this. If it is "authors"'],
    ['redirect.yaml', 'redirect.yaml:1:1: Nothing reads this. If it is "redirects.yaml"'],
    ['redirects.yml', 'redirects.yml:1:1: Nothing reads this. If it is "redirects.yaml"'],
    ['authors/ben.yml', 'authors/ben.yml:1:1: Nothing reads this. If it is "authors/ben.yaml"'],
  ])('are reported: %s', (path, expected) => {
    expect(told({ [path]: storyText() })).toEqual([expect.stringContaining(expected)])
  })

  it.each(['.git/config', 'illustrations/a.yaml', 'README.md', '.github/x.md', 'fonts/a.woff2'])(
    'and no others: %s',
    (path) => {
      expect(told({ [path]: 'x' })).toEqual([])
    },
  )

  it.each([
    ['{ eng: Test }', 'Write "en"'],
    ['{ en_US: Test }', 'Write one such as'],
    ['{ zh-hans: Test }', 'Write "zh-Hans"'],
  ])('are reported as languages: %s', (name, expected) => {
    const settings = siteYaml.replace(/^name: .*$/m, `name: ${name}`)
    expect(told({ 'site.yaml': settings })[0]).toContain(expected)
  })
})
