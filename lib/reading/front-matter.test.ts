import { describe, expect, it } from 'vitest'
import { problemLines, valueIn } from '../testing/reading.ts'
import { type FrontMatter, readFrontMatter, readYaml } from './front-matter.ts'

const file = 'articles/2025/05/16/talks.en.md'

function read(source: string): FrontMatter {
  return valueIn(readFrontMatter(file, source))
}

function problems(source: string): string[] {
  return problemLines(readFrontMatter(file, source)).map((line) => line.replace(`${file}:`, ''))
}

const example = 'Begin the file with a line ---, then fields such as "title: …", then a line ---.'

describe('readFrontMatter', () => {
  it('separates fields from body and says where the body begins', () => {
    const { data, body, bodyLine } = read('---\ntitle: Talks\nsummary: Two sides.\n---\n\nFirst.\nSecond.\n')
    expect(data).toEqual({ title: 'Talks', summary: 'Two sides.' })
    expect(body).toBe('\nFirst.\nSecond.\n')
    expect(bodyLine).toBe(5)
  })

  it.each([
    ['no body', '---\ntitle: a\n---', ''],
    ['an empty body', '---\ntitle: a\n---\n', ''],
    ['spaces after the delimiters', '--- \t\ntitle: a\n---  \nBody', '  \nBody'],
    ['a rule in the body', '---\ntitle: a\n---\nBody\n\n---\n\nMore', 'Body\n\n---\n\nMore'],
    ['dashes inside of a value', '---\ntitle: a\nsummary: |\n  ---\n---\nBody', 'Body'],
  ])('accepts %s', (_, source, body) => {
    expect(read(source).body).toBe(body)
    expect(read(source).data).toMatchObject({ title: 'a' })
  })

  it('keeps dates and words like yes as the editor wrote them', () => {
    const { data } = read('---\ndate: 2024-13-45\na: yes\nc: 012\n---\n')
    expect(data).toEqual({ date: '2024-13-45', a: 'yes', c: 12 })
  })

  it('ignores a byte order mark, also in lines and columns', () => {
    const { data, bodyLine, locate } = read('\uFEFF---\ntitle: Talks\n---\nBody')
    expect(data).toEqual({ title: 'Talks' })
    expect(bodyLine).toBe(4)
    expect(locate(['title'])).toEqual({ line: 2, column: 8 })
  })

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('counts lines that end in %s once', (_, end) => {
    const source = ['---', 'title: Talks', 'section: world', '---', 'One.', 'Two.', ''].join(end)
    const { data, body, bodyLine, locate } = read(source)
    expect(data).toEqual({ title: 'Talks', section: 'world' })
    expect(body).toBe('One.\nTwo.\n')
    expect(bodyLine).toBe(5)
    expect(locate(['section'])).toEqual({ line: 3, column: 10 })
  })

  it('gives each reading data of its own', () => {
    const source = '---\ntitle: Talks\ntopics: [a]\n---\nBody'
    const first = read(source)
    Object.assign(first.data as object, { title: 'Changed', more: true })
    expect(read(source).data).toEqual({ title: 'Talks', topics: ['a'] })
  })

  it.each([
    ['an empty file', '', `1:1: The file is empty. ${example}`],
    ['a byte order mark alone', '\uFEFF', `1:1: The file is empty. ${example}`],
    ['white space alone', ' \r\n\t\n\n', `1:1: The file is empty. ${example}`],
    ['no front matter', '# Talks\n\nBody\n', `1:1: The file has no front matter. ${example}`],
    ['front matter further down', '\n---\ntitle: a\n---\n', `1:1: The file has no front matter. ${example}`],
    ['no fields', '---\n---\nBody', `1:1: The front matter holds no fields. ${example}`],
    ['comments alone', '---\n# title\n---\nBody', `1:1: The front matter holds no fields. ${example}`],
    [
      'TOML',
      '+++\ntitle = "a"\n+++\n',
      `1:1: The front matter is TOML (+++). Dateline reads YAML: ${example.toLowerCase()}`,
    ],
    [
      'JSON',
      '---json\n{"title": "a"}\n---\n',
      '1:1: The front matter opens with "---json". Only YAML is read: make the first line exactly ---.',
    ],
    [
      'four dashes',
      '----\ntitle: a\n----\n',
      '1:1: The front matter opens with "----". Only YAML is read: make the first line exactly ---.',
    ],
    [
      'no end',
      '---\ntitle: a\n\nBody\n',
      '1:1: The front matter never ends. Add a line --- after its last field.',
    ],
    ['an opening alone', '---', '1:1: The front matter never ends. Add a line --- after its last field.'],
    [
      'an end of four dashes',
      '---\ntitle: a\n----\nBody\n---\n',
      '3:1: The front matter ends with "----". Make that line exactly ---.',
    ],
    [
      'a field that begins with the delimiter',
      '---\ntitle: a\n---b: c\n---\n',
      '3:1: The front matter ends with "---b: c". Make that line exactly ---.',
    ],
  ])('refuses %s', (_, source, problem) => {
    expect(problems(source)).toEqual([problem])
  })

  it.each(['js', ' js', 'javascript', ' javascript', 'coffee', 'coffeescript', 'js '])(
    'never runs front matter that calls itself %j',
    (language) => {
      const source = `---${language}\nglobalThis.frontMatterRan = true\n---\nBody`
      expect(problems(source)).toEqual([
        `1:1: The front matter opens with "---${language.trimEnd()}". Only YAML is read: make the first line exactly ---.`,
      ])
      expect(globalThis).not.toHaveProperty('frontMatterRan')
    },
  )
})

describe('locate', () => {
  const source = `---
title: Talks
image:
  src: a.jpg
  alt: A table
authors:
  - ada
  - name: Guest
    url: https://example.org
topics: [one, two]
404: a number
---
`
  const { locate, locateKey } = read(source)

  it.each([
    ['a value', ['title'], { line: 2, column: 8 }],
    ['a nested value', ['image', 'alt'], { line: 5, column: 8 }],
    ['an entry of a list', ['authors', 0], { line: 7, column: 5 }],
    ['a value within an entry', ['authors', 1, 'url'], { line: 9, column: 10 }],
    ['an entry of a list on one line', ['topics', 1], { line: 10, column: 15 }],
    ['the parent of what is missing', ['image', 'credit'], { line: 4, column: 3 }],
    ['the parent of an entry that is missing', ['authors', 7, 'name'], { line: 7, column: 3 }],
    ['the file, for a field that is missing', ['summary'], { line: 1, column: 1 }],
    ['the file, for no path at all', [], { line: 1, column: 1 }],
  ])('finds %s', (_, path, position) => {
    expect(locate(path)).toEqual(position)
  })

  it.each([
    ['a key', ['title'], { line: 2, column: 1 }],
    ['a nested key', ['image', 'alt'], { line: 5, column: 3 }],
    ['a key within an entry', ['authors', 1, 'url'], { line: 9, column: 5 }],
    ['a key that is a number', ['404'], { line: 11, column: 1 }],
    ['the file, for a key that is missing', ['summary'], { line: 1, column: 1 }],
  ])('locateKey finds %s', (_, path, position) => {
    expect(locateKey(path)).toEqual(position)
  })

  it('counts columns as editors do, in UTF-16 units', () => {
    expect(read('---\na: { 标题: 🙂, b: c }\n---\n').locate(['a', 'b'])).toEqual({ line: 2, column: 17 })
  })
})

describe('readYaml', () => {
  it('reads a file that is entirely YAML', () => {
    const { data, locate } = valueIn(
      readYaml('site.yaml', '\uFEFFname: The Post\r\nlanguages:\r\n  - en\r\n'),
    )
    expect(data).toEqual({ name: 'The Post', languages: ['en'] })
    expect(locate(['languages', 0])).toEqual({ line: 3, column: 5 })
  })

  it('reads an empty file as having no fields', () => {
    expect(valueIn(readYaml('site.yaml', '')).data).toBeNull()
  })
})
