import { describe, expect, it } from 'vitest'
import { firstOfEach, type Problem, problemFormats, textLine } from './problem.ts'

const plain: Problem = {
  file: 'articles/2025/05/16/talks.en.md',
  line: 3,
  column: 7,
  message: '`date` is missing. Write one.',
}
const hostile: Problem = {
  file: 'articles/a\n::error::b\u001b[2J,c:d%.md',
  line: 1,
  column: 2,
  message: 'x\r\ny\u2028z\u0085 100%: a, b',
}

describe('textLine', () => {
  it('has the form that terminals turn into a link', () => {
    expect(textLine(plain)).toBe('articles/2025/05/16/talks.en.md:3:7: `date` is missing. Write one.')
  })

  it('lets no file name or value break the line or move the cursor', () => {
    expect(textLine(hostile)).toBe(
      'articles/a\\u000a::error::b\\u001b[2J,c:d%.md:1:2: x\\u000d\\u000ay\\u2028z\\u0085 100%: a, b',
    )
  })

  it('lets nothing turn the line around', () => {
    const turning = { ...plain, message: '`title` is "\u202ea\u2066". \u200f' }
    expect(textLine(turning)).toMatch(/`title` is "\\u202ea\\u2066". \u200f$/)
  })

  it('leaves names in any script as they are', () => {
    expect(textLine({ ...plain, file: '伊斯坦布尔/محادثات.md' })).toMatch(/^伊斯坦布尔\/محادثات\.md:3:7: /)
  })
})

describe('problemFormats', () => {
  it('text has a line for each problem', () => {
    const lines = problemFormats.text([plain, hostile]).split('\n')
    expect(lines).toEqual([textLine(plain), textLine(hostile)])
  })

  it('json is the problems themselves', () => {
    const json = problemFormats.json([plain, hostile])
    expect(JSON.parse(json)).toEqual([plain, hostile])
  })

  it('github is one workflow command per problem, with nothing in it that ends or starts a command', () => {
    expect(problemFormats.github([plain, hostile]).split('\n')).toEqual([
      '::error file=articles/2025/05/16/talks.en.md,line=3,col=7::`date` is missing. Write one.',
      '::error file=articles/a%0A%3A%3Aerror%3A%3Ab\\u001b[2J%2Cc%3Ad%25.md,line=1,col=2::x%0D%0Ay\\u2028z\\u0085 100%25: a, b',
    ])
  })

  it.each([
    ['text', ''],
    ['json', '[]'],
    ['github', ''],
  ] as const)('%s for no problems', (format, expected) => {
    expect(problemFormats[format]([])).toBe(expected)
  })
})

describe('firstOfEach', () => {
  const of = (file: string, count: number): Problem[] =>
    Array.from({ length: count }, (_, index) => ({ file, line: index + 1, column: 1, message: `${index}` }))
  const cut = [
    ...of('b.yaml', 10),
    {
      file: 'b.yaml',
      line: 11,
      column: 1,
      message: 'There are 3174 more problems in this file. Mend those above first.',
    },
  ]

  it('keeps ten problems of a file and says how many more there are, and keeps all of the others', () => {
    expect(firstOfEach([...of('a.md', 1), ...of('b.yaml', 3184), ...of('c.md', 11)])).toEqual([
      ...of('a.md', 1),
      ...cut,
      ...of('c.md', 11),
    ])
  })

  it('does not cut a second time', () => {
    expect(firstOfEach(cut)).toEqual(cut)
    expect(firstOfEach([])).toEqual([])
  })
})
