import { describe, expect, it } from 'vitest'
import { problemLines, valueIn } from '../testing/reading.ts'
import { readFrontMatter, readYaml } from './front-matter.ts'

/** What is wrong with front matter that holds this YAML, which begins on line 2. */
function problems(yaml: string): string[] {
  return problemLines(readFrontMatter('a.md', `---\n${yaml}\n---\nBody\n`)).map((line) =>
    line.replace('a.md:', ''),
  )
}

const invalid = 'This is not valid YAML:'
const unclosed = `${invalid} a closing quote or bracket is missing. Close it on the same line.`
const indentation = `${invalid} the indentation does not fit, or a quote or bracket before it is not closed. Start each field at the beginning of its line.`
const colon = `${invalid} a value holds a colon and a space. Put the value in "quotes".`
const brokenValue = `${invalid} a value breaks over lines, or a colon is missing. Put the value in "quotes" on one line.`
const special = `${invalid} a value begins with a character YAML keeps for itself. Put the value in "quotes".`
const trailing = `${invalid} something follows where a value has ended. Put the whole value in "quotes", and write \\" for a quotation mark in it.`
const twice = `${invalid} the field stands there twice. Keep one of them.`
const nested = `${invalid} lists or fields are nested too deep. Flatten them.`
const alias = `${invalid} a value begins with * or &, which YAML keeps for aliases. Put the value in "quotes".`

const tag = `${invalid} a value begins with !, which YAML reads as a tag. Put the value in "quotes".`

describe('malformed YAML', () => {
  it.each([
    ['a double quote that is not closed', 'title: "Talks\nsection: world', [`3:15: ${unclosed}`]],
    ['a single quote that is not closed', "title: 'Talks\nsection: world", [`3:15: ${unclosed}`]],
    ['a bracket that is not closed', 'title: a\nauthors: [b, c\nsection: d', [`4:1: ${indentation}`]],
    ['a brace that is not closed', 'title: a\nimage: {src: b\nsection: c', [`4:1: ${indentation}`]],
    [
      'a tab as indentation',
      'image:\n\tsrc: a.jpg',
      [`3:1: ${invalid} a tab is used as indentation. Use spaces.`],
    ],
    ['a colon in a value', 'title: Talks: the end', [`2:8: ${colon}`]],
    ['a line that is no field', 'title\nsection: world', [`2:1: ${brokenValue}`]],
    ['a value with words after its quotes', 'title: "Talks" and more', [`2:16: ${trailing}`]],
    ['a value that begins with @', 'title: @home', [`2:8: ${special}`]],
    ['a value that begins with a backtick', 'title: `a`', [`2:8: ${special}`]],
    ['a value that begins with *', 'title: *', [`2:8: ${alias}`]],
    ['a value that begins with &', 'title: & more', [`2:8: ${alias}`]],
    ['a value that begins with !', 'title: !Tarn wins', [`2:8: ${tag}`]],
    ['a tag that would make code', 'b: !!js/function "x"', [`2:4: ${tag}`]],
    ['a value between asterisks', 'title: *Exclusive*', [`2:8: ${alias}`]],
    ['a field that stands there twice', 'title: a\nsection: b\ntitle: c', [`4:1: ${twice}`]],
    ['a nested field that stands there twice', 'image:\n  src: a\n  src: b', [`4:3: ${twice}`]],
    ['a field twice on one line', 'image: { src: a, alt: b, src: c }', [`2:26: ${twice}`]],
    ['one field as number and as text', '1: a\n"1": b', [`3:1: ${twice}`]],
    ['two fields that stand there twice', 'a: 1\na: 2\nb: 1\nb: 2', [`3:1: ${twice}`, `5:1: ${twice}`]],
  ])('%s', (_, yaml, expected) => {
    expect(problems(yaml)).toEqual(expected)
  })

  it('gives the position in a file with CRLF', () => {
    const reading = readFrontMatter('a.md', '---\r\ntitle: a\r\nsummary: b: c\r\n---\r\n')
    expect(problemLines(reading)).toEqual([`a.md:3:10: ${colon}`])
  })

  it('gives the position in a file that is entirely YAML', () => {
    expect(problemLines(readYaml('site.yaml', 'name: a\nname: b\n'))).toEqual([`site.yaml:2:1: ${twice}`])
  })
})

describe('hostile YAML', () => {
  it('does not expand aliases that multiply', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
      bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`)
    expect(problems(bomb.join('\n'))).toEqual([
      '1:1: YAML aliases repeat too much here. Write the values out.',
    ])
  })

  it('allows an alias or two', () => {
    const { data } = valueIn(
      readFrontMatter('a.md', '---\na: &a [x]\nb: *a\nc: &c { d: &d e }\nf: *c\ng: *d\n---\n'),
    )
    expect(data).toEqual({ a: ['x'], b: ['x'], c: { d: 'e' }, f: { d: 'e' }, g: 'e' })
  })

  it.each([
    ['brackets', '['.repeat(8000)],
    ['closed brackets', `${'['.repeat(4000)}${']'.repeat(4000)}`],
    ['braces', '{a: '.repeat(4000)],
    ['dashes', `\n  ${'- '.repeat(8000)}`],
  ])('survives %s nested thousands deep', (_, value) => {
    const messages = problems(`title: ${value}`).map((line) => line.replace(/^\d+:\d+: /, ''))
    expect(messages).toContain(nested)
  })

  it('refuses front matter as long as a book', () => {
    const tooLong = '1:1: The front matter is longer than 16384 characters. Shorten it.'
    const most = 16 * 1024 - '---\ntitle: '.length
    expect(problems(`title: ${'a'.repeat(most)}`)).toEqual([])
    expect(problems(`title: ${'a'.repeat(most + 1)}`)).toEqual([tooLong])
    expect(problems(`${'\n'.repeat(400_000)}title: a`)).toEqual([tooLong])
    expect(problems(`title: a\n${'['.repeat(400_000)}`)).toEqual([tooLong])
  })

  it('reads as many redirects as an old site has', () => {
    const lines = Array.from({ length: 15_000 }, (_, index) => `/old/${index}: /new/${index}`)
    const { data } = valueIn(readYaml('redirects.yaml', lines.join('\n')))
    expect(data).toHaveProperty(['/old/14999'], '/new/14999')
    const repeated = [...lines, '/old/7: /elsewhere'].join('\n')
    expect(problemLines(readYaml('redirects.yaml', repeated))).toEqual([`redirects.yaml:15001:1: ${twice}`])
  })

  it('lets no field change a prototype', () => {
    const { data } = valueIn(readFrontMatter('a.md', '---\n__proto__: { polluted: true }\ntitle: a\n---\n'))
    expect(Object.keys(data as object)).toEqual(['__proto__', 'title'])
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('polluted')
  })
})
