import { describe, expect, it } from 'vitest'
import { surroundingsWith } from '../testing/pictures.ts'
import { storyPath } from '../testing/reading.ts'
import { checkBody } from './body-check.ts'

/** What is advised about a body that begins on line 7. */
function advice(body: string): string[] {
  return checkBody(storyPath, body, 7, { ...surroundingsWith([]), embedHosts: [] }).advice.map(
    ({ line, column, message }) => `${line}:${column}: ${message}`,
  )
}

describe('a number that begins a line', () => {
  it.each([
    [
      'a date and the next',
      '24. Dezember ist Heiligabend.\n\n1. Mai ist frei.',
      [/^9:1: .*"25\.".*"1\.".*1\\\./],
    ],
    ['a year alone', 'Rückblick.\n\n2024. war ein gutes Jahr.', [/^9:1: .*2024\\\./]],
    ['another delimiter', '3) eins\n5) zwei', [/^8:1: .*"4\.".*"5\."/]],
    ['a quotation', '> 7. Mai', [/^7:3: .*7\\\./]],
    ['a number left out', '1. a\n2. b\n4. c', [/^9:1: .*"3\.".*"4\."/]],
    ['the same number twice', '8. a\n8. b', [/^8:1: .*"9\.".*"8\."/]],
  ])('is advised on: %s', (_, body, expected) => {
    const found = advice(body)
    expect(found).toHaveLength(expected.length)
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern)
  })

  it.each([
    ['a list', '1. a\n2. b\n3. c'],
    ['a list that goes on', '3. a\n4. b'],
    ['a list counted by Markdown', '1. a\n1. b\n1. c'],
    ['a list of one', '1. a'],
    ['from nought', '0. a\n1. b'],
    ['an escaped date', '24\\. Dezember ist Heiligabend.\n\n1\\. Mai ist frei.'],
    ['code', '```\n24. a\n1. b\n```'],
  ])('needs no advice: %s', (_, body) => {
    expect(advice(body)).toEqual([])
  })
})

describe('a mark that stays on the page', () => {
  it.each([
    ['a link over two lines', 'One\n[two]\n(three.md) and [four](', /^9:21: "\]\("/],
    ['an address with a space and no ending', 'a [b](c d)', /^7:5: "\]\("/],
    ['a space inside of bold', 'so ** viel ** ist klar', /^7:4: "\*\*"/],
    ['bold that never ends', 'Then **nothing more.', /^7:6: "\*\*"/],
    ['a heading without a space', '##Überschrift', /^7:1: "##"/],
    ['a heading without a space, further down', 'Text.\n\n###章', /^9:1: "##"/],
  ])('is advised on: %s', (_, body, expected) => {
    expect(advice(body)).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    ['what is escaped', '2\\*\\*3 and \\## and a\\](b'],
    ['code', 'Use `**` and `](`.\n\n```\n##a\n**\n```'],
    ['a hashtag', '#sarrin today'],
    ['what came out', '## A\n\n**b** [c](https://d.example)'],
  ])('needs no advice: %s', (_, body) => {
    expect(advice(body)).toEqual([])
  })
})

describe('marks that do not come out', () => {
  it.each([
    ['struck out with spaces', 'Text ~~ alt ~~ neu', /^7:6: "~~"/],
    ['struck out with one space', 'Это (~~старое ~~) было', /^7:6: "~~"/],
    ['bold by underscores at a quotation', 'слово__«важно»__', /^7:6: "__"/],
    ['bold by underscores in a word', 'пере__строй__ка', /^7:5: "__"/],
    ['bold words by underscores after a word', 'so sehr__viel mehr__', /^7:8: "__"/],
    ['bold by underscores in Chinese', '他说__重要__的话', /^7:3: "__"/],
    [
      'a link without its address',
      'see [the report][report] for more',
      /^7:5: No address is called \[report\]/,
    ],
    ['a note without its text', 'It rose.[^rise]', /^7:9: No note is called \[\^rise\]/],
    ['full-width marks of a heading', '＃＃ 标题', /^7:1: "＃＃"/],
    ['one full-width mark', '＃ 标题', /^7:1: "＃"/],
    ['full-width marks without a space', '＃＃标题', /^7:1: "＃＃"/],
    ['a heading without a space on a later line', 'Text\n##Heading', /^8:1: "##"/],
    ['a table without a line of dashes', '| a | b |\n| 1 | 2 |\n| 3 | 4 |', /^7:1: These lines are no table/],
    [
      'a table with a line of too few dashes',
      '| a | b | c |\n|---|---|\n| 1 | 2 | 3 |',
      /^7:1: The line of dashes has 2 cells, and the line above it 3/,
    ],
    ['a table in a quotation', '> | a | b |\n> | 1 | 2 |', /^7:3: These lines are no table/],
  ])('are advised on: %s', (_, body, expected) => {
    expect(advice(body)).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    ['a tone of voice', '好~~ 真的~~ 谢谢~~'],
    ['waves', 'Hmm ~~~ yes ~~~'],
    ['about', '~5 km, ~~10 km'],
    ['what is struck out', 'Text ~~alt~~ neu und слово~~«x»~~'],
    ['names of a program', 'Call snake__case__name or obj.__init__ and __dunder__ here'],
    ['an address', 'https://example.org/a__b__c and https://пример.рф/а__б__в/ and a__б__@example.org'],
    ['lines to fill in', 'Name: ________ Datum: ________ und __ oder __'],
    ['sources', 'As said [1][2] and [12][13].'],
    ['a program', 'int[i][j] and matrix[row][column] and [i][j]'],
    ['what an editor adds', 'He said [sic] that [the minister] left.'],
    ['a link with its address', 'see [the report][report]\n\n[report]: https://report.example'],
    ['notes', 'It rose.[^a][^b]\n\n[^a]: x\n[^b]: y'],
    ['what is escaped', '\\[the report\\][report] \\~\\~ a \\~\\~ \\[^1\\]'],
    ['code', '`[the report][report]` and `~~ a ~~` and `слово__«x»__`\n\n    | a | b |\n    | 1 | 2 |'],
    ['a hashtag', '＃三岛 今天'],
    ['an ordinal', '＃1 in the list, #2 as well'],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['bars in a sentence', 'a | b | c and |x| = 5\nand |y| = 6 for all'],
    ['bars in code', '`| a | b |`\n`| 1 | 2 |`'],
    ['one line between bars', '| Breaking | News |'],
    ['a heading by underlining', 'a | b\n---'],
    ['Arabic', 'قال **«كلمة»** و[رابط](https://a.example) و~~قديم~~'],
    ['prices and formulas', '5__6 * 7 * 8 $10~~$20 x[0][1]'],
  ])('need no advice: %s', (_, body) => {
    expect(advice(body)).toEqual([])
  })
})
