import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary.ts'
import { BadMessages, compileMessages, translator } from './messages.ts'

const shipped = readdirSync('messages').map((file) => file.replace(/\.json$/, ''))

afterEach(() => {
  vi.restoreAllMocks()
})

/** The lines of the BadMessages a call throws; none when it throws nothing. */
function complaints(call: () => unknown): string[] {
  try {
    call()
    return []
  } catch (error) {
    if (error instanceof BadMessages) return error.lines
    throw error
  }
}

describe('the messages of each language', () => {
  it('are there', () => {
    expect(shipped).toEqual(expect.arrayContaining(['en', 'ar', 'ru', 'zh-Hans']))
  })

  it.each(shipped)('have the keys and arguments of English: %s', (lang) => {
    expect(complaints(() => translator(lang))).toEqual([])
  })

  it.each(shipped)('give their own name and locale: %s', (lang) => {
    const t = translator(lang)
    expect(t('language')).not.toBe('')
    expect(new Intl.Locale(t('locale')).language).toBe(new Intl.Locale(lang).language)
  })

  it.each(shipped.filter((lang) => lang !== 'en'))('are not left in English: %s', (lang) => {
    expect(translator(lang)('error.notFoundText')).not.toBe(translator('en')('error.notFoundText'))
  })
})

describe('translator', () => {
  it('inserts arguments unchanged', () => {
    expect(translator('en')('story.by', { authors: '<b>A</b> {x}' })).toBe('By <b>A</b> {x}')
  })

  it.each([
    ['en', [0, 1, 2], ['0 stories', '1 story', '2 stories']],
    [
      'ar',
      [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103],
      [
        'لا مواد',
        'مادة واحدة',
        'مادتان',
        '3 مواد',
        '10 مواد',
        '11 مادة',
        '99 مادة',
        '100 مادة',
        '101 مادة',
        '102 مادة',
        '103 مواد',
      ],
    ],
    [
      'ru',
      [0, 1, 2, 5, 11, 12, 21, 22, 25, 111],
      [
        '0 материалов',
        '1 материал',
        '2 материала',
        '5 материалов',
        '11 материалов',
        '12 материалов',
        '21 материал',
        '22 материала',
        '25 материалов',
        '111 материалов',
      ],
    ],
    ['zh-Hans', [0, 1, 2], [0, 1, 2].map((count) => `${count}篇报道`)],
  ])('counts as the language does: %s', (lang, counts, expected) => {
    const t = translator(lang)
    expect(counts.map((count) => t('list.stories', { count }))).toEqual(expected)
  })

  it('says which file is missing', () => {
    expect(complaints(() => translator('tlh'))).toEqual([
      'There is no messages/tlh.json. Copy messages/en.json and translate it, or take tlh out of the languages in site.yaml.',
    ])
  })

  it.each([
    ['nothing', ''],
    ['half an object', '{ "language": '],
    ['a comma too many', '{ "language": "X", }'],
  ])('says which file is not JSON: %s', (_, text) => {
    const directory = temporaryFolder()
    mkdirSync(join(directory, 'messages'))
    writeFileSync(join(directory, 'messages', 'xx.json'), text)
    vi.spyOn(process, 'cwd').mockReturnValue(directory)
    expect(complaints(() => translator('xx'))).toEqual([
      'messages/xx.json is not valid JSON. Mend it, or take xx out of the languages in site.yaml.',
    ])
  })
})

describe('compileMessages', () => {
  const english = {
    locale: 'en',
    title: 'Title',
    deep: { by: 'By {author}', count: '{n, plural, one {# of {all}} other {# of {all}}}' },
  }
  const own = {
    locale: 'de',
    title: 'Titel',
    deep: { by: 'Von {author}', count: '{n, plural, one {# von {all}} other {# von {all}}}' },
  }
  const compile = (messages: unknown) => complaints(() => compileMessages('xx', messages, english))

  it('compiles messages by the path of their keys', () => {
    const formats = compileMessages('xx', own, english)
    expect([...formats.keys()]).toEqual(['locale', 'title', 'deep.by', 'deep.count'])
    expect(formats.get('deep.count')?.format({ n: 2, all: 3 })).toBe('2 von 3')
  })

  it.each([
    [
      'a missing key',
      { ...own, title: undefined },
      'messages/xx.json: "title" is missing. Add a translation of: Title',
    ],
    [
      'an empty message',
      { ...own, title: ' ' },
      'messages/xx.json: "title" is missing. Add a translation of: Title',
    ],
    ['a number', { ...own, title: 1 }, 'messages/xx.json: "title" is missing. Add a translation of: Title'],
    ['an extra key', { ...own, extra: 'X' }, 'messages/xx.json: "extra" is not used. Remove it.'],
    [
      'a key of another place',
      { ...own, deep: { ...own.deep, title: 'X' } },
      'messages/xx.json: "deep.title" is not used. Remove it.',
    ],
    [
      'an argument too many',
      { ...own, title: 'Titel {x}' },
      'messages/xx.json: "title" must use the arguments of the English text: none.',
    ],
    [
      'an argument too few',
      { ...own, deep: { ...own.deep, by: 'Von' } },
      'messages/xx.json: "deep.by" must use the arguments of the English text: author.',
    ],
    [
      'an argument of another name',
      { ...own, deep: { ...own.deep, by: 'Von {autor}' } },
      'messages/xx.json: "deep.by" must use the arguments of the English text: author.',
    ],
    [
      'an argument missing within a plural',
      { ...own, deep: { ...own.deep, count: '{n, plural, one {#} other {#}}' } },
      'messages/xx.json: "deep.count" must use the arguments of the English text: all, n.',
    ],
    [
      'an argument too many within a choice within a tag',
      { ...own, deep: { ...own.deep, by: 'Von <b>{author} {x, select, a {{y}} other {z}}</b>' } },
      'messages/xx.json: "deep.by" must use the arguments of the English text: author.',
    ],
    [
      'text that only looks like an argument',
      { ...own, deep: { ...own.deep, by: 'Von \'{author}\', "type":1,"value":"author"' } },
      'messages/xx.json: "deep.by" must use the arguments of the English text: author.',
    ],
    [
      'a brace that is not closed',
      { ...own, deep: { ...own.deep, by: 'Von {author' } },
      'messages/xx.json: "deep.by" is not a valid ICU message. Check its braces and plural forms.',
    ],
    [
      'a plural without other',
      { ...own, deep: { ...own.deep, count: '{n, plural, one {# {all}}}' } },
      'messages/xx.json: "deep.count" is not a valid ICU message. Check its braces and plural forms.',
    ],
  ])('reports %s', (_, messages, expected) => {
    expect(compile(messages)).toEqual([expected])
  })

  it.each([
    ['nothing', null],
    ['a text', 'x'],
    ['a list', []],
    ['no keys', {}],
  ])('reports every key when there is %s', (_, messages) => {
    const missing = compile(messages).filter((line) => line.includes('is missing'))
    expect(missing.map((line) => /"(.*?)"/.exec(line)?.[1])).toEqual([
      'locale',
      'title',
      'deep.by',
      'deep.count',
    ])
  })

  it('reports every problem together, a line each', () => {
    const lines = compile({ locale: 'de', deep: { by: '{', count: 'x' }, extra: 'X' })
    expect(lines).toHaveLength(4)
    expect(new BadMessages(lines).message).toBe(lines.join('\n'))
  })
})
