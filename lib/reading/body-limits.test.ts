import { describe, expect, it } from 'vitest'
import { storyText } from '../testing/newsroom.ts'
import { problemLines, readStory, storyPath } from '../testing/reading.ts'
import { exceededLimits } from './body-limits.ts'

/** What exceeds the limits in a body that begins on line 7. */
function exceeded(body: string): string[] {
  return exceededLimits(storyPath, body, 7).map(
    ({ line, column, message }) => `${line}:${column}: ${message}`,
  )
}

const tooDeep = 'Quotes or lists are nested more than 24 deep. Flatten them.'
const tooManyMarks =
  'This paragraph holds more than 3000 of the marks * _ ~ [ ]. Break it up with empty lines.'
const tooManyTags = 'This paragraph holds more than 1000 of the mark <. Break it up with empty lines.'
const tooLong = 'This paragraph is longer than 40000 characters. Break it up with empty lines.'
const tooManyLines = 'This paragraph has more than 2000 lines. Break it up with empty lines.'
const tooManyDirectives = 'More than 24 lines begin with ":::". Remove them.'
const tooWide = 'This table has more than 64 columns. Split it.'
const tooManyMarkers = 'More than 3000 marks open quotes or list entries. Split the story.'
const tooManyBrackets = 'This paragraph holds more than 2000 square brackets. Break it up with empty lines.'
const tooSquare = 'Too many paragraphs hold hundreds of the marks * _ ~ [ ]. Break them up with empty lines.'

/** A table of so many columns and rows, each line after a prefix. */
function table(columns: number, rows: number, prefix = ''): string {
  const head = [`|${' a |'.repeat(columns)}`, `|${'---|'.repeat(columns)}`]
  return [...head, ...Array<string>(rows).fill('| b |')].map((line) => prefix + line).join('\n')
}

describe('exceededLimits', () => {
  it.each([
    ['quotes', '>'.repeat(10_000), `7:1: ${tooDeep}`],
    ['quotes with spaces', `${'> '.repeat(10_000)}a`, `7:1: ${tooDeep}`],
    ['lists', `Fine.\n\n${'- '.repeat(10_000)}a`, `9:1: ${tooDeep}`],
    ['numbered lists', `${'1. '.repeat(10_000)}a`, `7:1: ${tooDeep}`],
    ['quotes and lists in turn', `${'> - + * 2) '.repeat(2000)}a`, `7:1: ${tooDeep}`],
    [
      'a list that steps to the right line by line',
      Array.from({ length: 10_000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
      `55:1: ${tooDeep}`,
    ],
    ['container directives', ':::a\n'.repeat(10_000), `31:1: ${tooManyDirectives}`],
    [
      'nested container directives',
      Array.from({ length: 1000 }, (_, depth) => `${':'.repeat(1003 - depth)}a`).join('\n'),
      `31:1: ${tooManyDirectives}`,
    ],
    ['half links', '[a]('.repeat(20_000), `7:1: ${tooLong}`],
    ['half links on many lines', '[a](\n'.repeat(1999), `7:1: ${tooManyBrackets}`],
    ['opening brackets', `Fine.\n\n${'['.repeat(2001)}`, `9:1: ${tooManyBrackets}`],
    ['emphasis', `${'*a '.repeat(3001)}`, `7:1: ${tooManyMarks}`],
    ['half tags', `${'a <!-- '.repeat(1001)}`, `7:1: ${tooManyTags}`],
    ['a paragraph without end', 'a'.repeat(40_001), `7:1: ${tooLong}`],
    ['lines without end', 'a\nb\n'.repeat(9000), `7:1: ${tooManyLines}`],
    ['columns', table(65, 1), `8:1: ${tooWide}`],
    ['thousands of columns', table(4000, 1), `8:1: ${tooWide}`],
    ['columns in a quote', table(65, 1, '> '), `8:1: ${tooWide}`],
    ['columns in a list', `- ${table(65, 1, '  ').trimStart()}`, `8:1: ${tooWide}`],
    ['quotes deep and many', `${'> '.repeat(24)}a\n\n`.repeat(500), `257:1: ${tooManyMarkers}`],
    ['quotes in list entries', `- ${'> '.repeat(23)}a\n`.repeat(500), `132:1: ${tooManyMarkers}`],
  ])('refuses %s', (_, body, problem) => {
    expect(exceeded(body)).toEqual([problem])
  })

  it.each([
    ['a line of 5,000 characters', 'word '.repeat(1000)],
    ['a Chinese paragraph of 5,000 characters', '消息'.repeat(2500)],
    ['a story of 80,000 words', 'A sentence of a few words.\n\n'.repeat(13_000)],
    ['quotes as deep as anyone needs', `${'> '.repeat(24)}a`],
    [
      'lists as deep as anyone needs',
      Array.from({ length: 20 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    ],
    ['a table of 64 columns', table(64, 20)],
    ['a table of 1,000 rows', table(8, 1000)],
    ['a list of 1,000 entries', '- [a](https://example.org)\n'.repeat(1000)],
    ['24 container directives', ':::a\n'.repeat(24)],
    ['many marks, paragraph by paragraph', `${'*a* '.repeat(100)}\n\n`.repeat(200)],
    ['lines of dashes', `${'- '.repeat(20)}\n\n${'-'.repeat(500)}\n\n${'* '.repeat(10)}`],
  ])('allows %s', (_, body) => {
    expect(exceeded(body)).toEqual([])
  })

  it.each([
    ['24 quotes', (count: number) => '>'.repeat(count), 24, `7:1: ${tooDeep}`],
    ['96 columns of indentation', (count: number) => `${' '.repeat(count - 1)}> a`, 96, `7:1: ${tooDeep}`],
    ['24 directives', (count: number) => ':::a\n'.repeat(count), 24, `31:1: ${tooManyDirectives}`],
    ['2,000 lines', (count: number) => 'a\n'.repeat(count - 1).concat('a'), 2000, `7:1: ${tooManyLines}`],
    ['40,000 characters', (count: number) => 'a'.repeat(count), 40_000, `7:1: ${tooLong}`],
    ['3,000 marks', (count: number) => '*'.repeat(count), 3000, `7:1: ${tooManyMarks}`],
    ['1,000 tags', (count: number) => '<'.repeat(count), 1000, `7:1: ${tooManyTags}`],
    ['64 columns', (count: number) => table(count, 0), 64, `8:1: ${tooWide}`],
    ['2,000 brackets', (count: number) => '['.repeat(count), 2000, `7:1: ${tooManyBrackets}`],
    ['3,000 entries', (count: number) => '- a\n\n'.repeat(count), 3000, `6007:1: ${tooManyMarkers}`],
    ['3,000 quotes', (count: number) => '> a\n\n'.repeat(count), 3000, `6007:1: ${tooManyMarkers}`],
  ])('allows %s and not one more', (_, bodyOf, max, problem) => {
    expect(exceeded(bodyOf(max))).toEqual([])
    expect(exceeded(bodyOf(max + 1))).toEqual([problem])
  })

  it.each([
    ['20,000 lines', 'a', 20_000, 'lines'],
    ['1,000 headings', '# a', 1000, 'headings'],
    ['1,000 empty headings', '> ##', 1000, 'headings'],
    ['1,000 underlined headings', 'a\n==', 1000, 'headings'],
    ['500 pictures', '![a](a.jpg)', 500, 'pictures, players and embeds'],
    ['500 figures', '::figure[a]{src="a.jpg" alt="b"}', 500, 'pictures, players and embeds'],
    ['500 films', '> ::video[a]{src="a.mp4"}', 500, 'pictures, players and embeds'],
    ['5,000 links', '[a](b.en.md)', 5000, 'links'],
    ['5,000 references', '[a][b]', 5000, 'links'],
    ['5,000 definitions', '[a]: b', 5000, 'links'],
    ['5,000 addresses', 'https://a.example', 5000, 'links'],
    ['5,000 addresses without scheme', 'WWW.a.example', 5000, 'links'],
    ['5,000 mail addresses', 'a@b.example', 5000, 'links'],
    ['2,000 notes', 'a[^1]', 2000, 'footnotes and marks that lead to them'],
    ['5,000 tables of two cells', '| a |\n|---|\n| b |', 5000, 'table cells'],
    ['10,000 heads of tables', `${'a|'.repeat(10)}\n${'-|'.repeat(10)}`, 1000, 'table cells'],
    ['50,000 marks', '`a` '.repeat(1000), 25, 'of the marks * _ ~ [ ] ` < \\ & |'],
  ])('allows %s in a text and not one more', (_, unit, max, what) => {
    expect(exceeded(`${unit}\n\n`.repeat(max))).toEqual([])
    const lines = unit.split('\n').length
    const [problem = ''] = exceeded(`${unit}\n\n`.repeat(max + 1))
    expect(Number(problem.split(':')[0])).toBeGreaterThanOrEqual(max * (lines + 1) + 7)
    expect(problem).toMatch(/: More than \d+ /)
    expect(problem).toContain(` ${what}. Split the story.`)
  })

  it('lets one paragraph be full of marks, or several have some', () => {
    const paragraphs = (marks: number, count: number) => `${'*a'.repeat(marks)}\n\n`.repeat(count)
    expect(exceeded(paragraphs(1000, 9))).toEqual([])
    expect(exceeded(`${paragraphs(1000, 9)}*a`)).toEqual([`25:1: ${tooSquare}`])
    expect(exceeded(`- ${'*a* '.repeat(100)}\n`.repeat(220))).toEqual([])
    expect(exceeded(`- ${'*a* '.repeat(100)}\n`.repeat(230))).toEqual([`232:1: ${tooSquare}`])
  })

  it('counts list entries as paragraphs of their own, but not lines that only look like them', () => {
    expect(exceeded('- [a](b.en.md)\n'.repeat(2000))).toEqual([])
    expect(exceeded('    - [a]\n'.repeat(1500))).toEqual([`7:1: ${tooManyBrackets}`])
  })

  it('counts a quote of several lines once', () => {
    expect(exceeded(`${'> > word\n'.repeat(1900)}\n`.repeat(6))).toEqual([])
  })

  it('starts counting again after an empty line', () => {
    const paragraphs = ['a'.repeat(40_000), '*'.repeat(3000), '<'.repeat(1000), 'a\n'.repeat(1999)]
    expect(exceeded(paragraphs.join('\n \t\n'))).toEqual([])
  })

  it('reports the first thing only: the rest is not worth looking at', () => {
    expect(exceeded(`${'>'.repeat(100)}\n\n${'['.repeat(5000)}`)).toEqual([`7:1: ${tooDeep}`])
  })
})

describe('a story that exceeds the limits', () => {
  it.each([
    ['quotes', '> '.repeat(10_000)],
    ['half links', '[a]('.repeat(20_000)],
  ])('of %s is not parsed, only reported', (_, start) => {
    const lines = problemLines(readStory(storyText({}, `${start}<script>`)))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^articles\/2025\/05\/16\/talks\.en\.md:7:1: (?:Quotes or lists|This paragraph)/)
  })

  it.each([
    ['brackets', '['.repeat(1900)],
    ['closed brackets', `${'['.repeat(950)}a${']'.repeat(950)}`],
    ['half links', '[a]('.repeat(950)],
    ['emphasis', '*a **b '.repeat(900)],
    ['nested emphasis', `${'*a **b '.repeat(450)}${'c** d* '.repeat(450)}`],
    ['footnotes within footnotes', '[^a]: '.repeat(950)],
    ['half tags', 'a<?'.repeat(900)],
    ['quotes', `${'> '.repeat(24)}a\n`.repeat(200)],
  ])('not quite, with %s, is still read', (_, body) => {
    expect(problemLines(readStory(storyText({}, body)))).toEqual([])
  })
})
