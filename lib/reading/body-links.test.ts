import { describe, expect, it } from 'vitest'
import { contentTarget, isFollowable } from '../newsroom/link-target.ts'
import { surroundingsWith } from '../testing/pictures.ts'
import { storyPath } from '../testing/reading.ts'
import { checkBody } from './body-check.ts'

/** What is found in a body that begins on line 7. */
function check(body: string) {
  return checkBody(storyPath, body, 7, { ...surroundingsWith([]), embedHosts: [] })
}

function leadsNowhere(place: string, url: string): string {
  return `${place}: This link leads nowhere: ${url}. Link to a full address (https://…), a path of this site (/…), or a Markdown file ([words](../15/talks-announced.en.md)).`
}

describe('links that readers can follow', () => {
  it.each([
    '[a](https://example.org/b?c=d#e)',
    '[a](HTTP://EXAMPLE.ORG)',
    '[a](mailto:desk@example.org)',
    '[a](tel:+861085061466)',
    '## Part\n\n[a](#part)',
    '<https://example.org>',
    '<desk@example.org>',
    'https://example.org and www.example.org and desk@example.org',
    '[a][b]\n\n[b]: https://example.org',
    '[a](https://example.org/notes.md)',
  ])('%s', (body) => {
    expect(check(body)).toEqual({ problems: [], advice: [], links: [], pictures: [], media: [] })
  })
})

describe('links to pages of the site', () => {
  it.each([
    ['[a](/en/world)', '/en/world'],
    ['[a](/notes.md)', '/notes.md'],
    ['[a](/ar/world?b=c#d)', '/ar/world?b=c#d'],
    ['[a](/zh-Hans/国际)', '/zh-Hans/国际'],
    ['[a][b]\n\n[b]: /en/sport', '/en/sport'],
  ])('%s', (body, target) => {
    const line = body.includes('\n') ? 9 : 7
    expect(check(body)).toEqual({
      problems: [],
      advice: [],
      links: [{ target, line, column: 1 }],
      pictures: [],
      media: [],
    })
  })
})

describe('links that nobody should follow', () => {
  it.each([
    ['[a](javascript:alert(1))', '7:1', 'javascript:alert(1)'],
    ['[a](JaVaScRiPt:alert(1))', '7:1', 'JaVaScRiPt:alert(1)'],
    ['Fine.\n\nA [b][c].\n\n[c]: javascript:alert(1)', '11:1', 'javascript:alert(1)'],
    ['[c]: JAVASCRIPT:alert(1)', '7:1', 'JAVASCRIPT:alert(1)'],
    ['A <javascript:alert(1)>', '7:3', 'javascript:alert(1)'],
    ['<jaVascript:alert(1)>', '7:1', 'jaVascript:alert(1)'],
    ['[a](&#106;avascript:alert(1))', '7:1', 'javascript:alert(1)'],
    ['[a](java&#10;script:alert(1))', '7:1', 'java\nscript:alert(1)'],
    ['[a](<java\tscript:alert(1)>)', '7:1', 'java\tscript:alert(1)'],
    ['[a](&#1;javascript:alert(1))', '7:1', '\ufffdjavascript:alert(1)'],
    ['[a](javascript:b.md)', '7:1', 'javascript:b.md'],
    ['[![](https://example.org)](vbscript:b)', '7:1', 'vbscript:b'],
    ['[a](data:text/html,b)', '7:1', 'data:text/html,b'],
    ['[a](file:///etc/passwd)', '7:1', 'file:///etc/passwd'],
    ['[a](//example.org)', '7:1', '//example.org'],
    ['[a](/\\example.org)', '7:1', '/\\example.org'],
    ['[a](http:///b)', '7:1', 'http:///b'],
    ['[a](example.org)', '7:1', 'example.org'],
    ['[a](talks.html)', '7:1', 'talks.html'],
    ['[a]()', '7:1', ''],
    ['[a](%E0%A4%A.md)', '7:1', '%E0%A4%A.md'],
    ['# A [b](javascript:c)', '7:5', 'javascript:c'],
    ['| a |\n|---|\n| [b](javascript:c) |', '9:3', 'javascript:c'],
    ['> - [b](javascript:c)', '7:5', 'javascript:c'],
    ['Fine.[^1]\n\n[^1]: [b](javascript:c)', '9:7', 'javascript:c'],
  ])('%j', (body, place, url) => {
    const lines = check(body).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`)
    expect(lines).toContain(leadsNowhere(place, url))
  })

  it('are shown in part when they are long', () => {
    const [problem] = check(`[a](data:${'b'.repeat(500)})`).problems
    expect(problem?.message).toContain(`leads nowhere: data:${'b'.repeat(55)}. Link to`)
  })
})

describe('links to other Markdown files', () => {
  it.each([
    ['[a](../15/b.en.md)', 'articles/2025/05/15/b.en.md', 7, 1],
    ['Fine.\nOr [a](../15/b.en.md#part) so', 'articles/2025/05/15/b.en.md', 8, 4],
    ['Fine.\n\n- [a](b.en.md?c "d")', 'articles/2025/05/16/b.en.md', 9, 3],
    ['[a][c]\n\n[c]: ./b.en.md', 'articles/2025/05/16/b.en.md', 9, 1],
    ['[a](caf%C3%A9.en.md#one%20two)', 'articles/2025/05/16/caf\u00e9.en.md', 7, 1],
    ['[a](cafe\u0301.en.md)', 'articles/2025/05/16/caf\u00e9.en.md', 7, 1],
    ['[a](<two words.en.md>)', 'articles/2025/05/16/two words.en.md', 7, 1],
    ['[a](伊斯坦布尔.zh-Hans.md)', 'articles/2025/05/16/伊斯坦布尔.zh-Hans.md', 7, 1],
    ['[a](../../../../pages/about.en.md)', 'pages/about.en.md', 7, 1],
    ['[a](../../../../../../secret.md)', '../../secret.md', 7, 1],
    ['**[a](b.en.md)**', 'articles/2025/05/16/b.en.md', 7, 3],
  ])('%s', (body, target, line, column) => {
    expect(check(body)).toEqual({
      problems: [],
      advice: [],
      links: [{ target, line, column }],
      pictures: [],
      media: [],
    })
  })

  it('are all listed, in order', () => {
    const { links } = check('[a](b.en.md) and [a](b.en.md)\n[c](../15/d.en.md)')
    expect(links).toEqual([
      { target: 'articles/2025/05/16/b.en.md', line: 7, column: 1 },
      { target: 'articles/2025/05/16/b.en.md', line: 7, column: 18 },
      { target: 'articles/2025/05/15/d.en.md', line: 8, column: 1 },
    ])
  })

  it('are not found in code', () => {
    expect(check('`[a](b.en.md)`\n\n    [a](b.en.md)\n').links).toEqual([])
  })
})

describe('contentTarget', () => {
  it.each([
    'https://example.org/a.md',
    'mailto:a.md',
    '/a.md',
    '#a.md',
    '?a.md',
    '\\a.md',
    'a.MD',
    'a.txt',
    '',
  ])('%j is no file of the content folder', (url) => {
    expect(contentTarget(storyPath, url)).toBeUndefined()
  })

  it('is relative to the file, whatever folder that is in', () => {
    expect(contentTarget('pages/about.en.md', 'terms.en.md')).toBe('pages/terms.en.md')
  })
})

describe('isFollowable', () => {
  it.each([
    ['https://example.org', true],
    ['/en', true],
    ['#a', true],
    ['mailto:a@example.org', true],
    ['tel:110', true],
    ['//example.org', false],
    ['/\\example.org', false],
    ['https:\\\\example.org', false],
    ['https:example.org', false],
    [' https://example.org', false],
    ['https://example.org/\u0000', false],
    ['mailto:', false],
    ['ftp://example.org', false],
    ['blob:https://example.org/a', false],
    ['', false],
  ])('%j: %s', (url, is) => {
    expect(isFollowable(url)).toBe(is)
  })
})
