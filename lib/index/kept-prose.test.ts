import { describe, expect, it } from 'vitest'
import { proseVersion } from '../prose/version.ts'
import { readAhead } from '../reading/read-ahead.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { noteOutdated, publicText, storedProse, uncompiled } from './kept-prose.ts'

const day = 'articles/2025/05/16'
const path = `${day}/会谈.zh-Hans.md`
const languages = ['en', 'ar', 'zh-Hans']

/** The compiled text of a file. */
function kept(made: TestNewsroom, file = path, lang = 'zh-Hans'): unknown {
  const html = storedProse(made.db, file, proseVersion(lang))
  return html && JSON.parse(html)
}

/** A newsroom whose texts are read but not compiled, as in a large archive. */
function archive(files: Record<string, string>): TestNewsroom {
  const made = testNewsroom(files)
  made.sync({ reading: (run, paths) => readAhead({ ...run, compiles: false }, paths) })
  return made
}

describe('the text of a story', () => {
  it.each([
    ['en', 'talks', ' — ', '(With input from Reuters)'],
    ['ar', 'محادثات', ' — ', '(بالاستعانة بمواد من Reuters)'],
    ['zh-Hans', '会谈', '\u3000', undefined],
  ])('is kept when it is read, in the words of its language: %s', (lang, slug, dash, credit) => {
    const file = `${day}/${slug}.${lang}.md`
    const made = testNewsroom({
      [file]: storyText(
        { dateline: 'ISTANBUL', ...(credit && { sources: '[Reuters]' }) },
        'A[^1]\n\n[^1]: [it](x.en.md#a).',
      ),
    })
    made.sync()
    const prose = JSON.stringify(kept(made, file, lang))
    expect(prose).toContain(`<span class=\\"dateline\\">ISTANBUL</span>${dash}A`)
    expect(prose).toContain('{"link":"x.en.md","fragment":"#a","words":["it"]}')
    if (credit) expect(prose).toContain(credit)
    expect(uncompiled(made.db, 9)).toEqual([])
  })

  it('changes with the story, and not when another story moves', () => {
    const other = `${day}/other.zh-Hans.md`
    const made = testNewsroom({
      [path]: storyText({}, '[它](other.zh-Hans.md)'),
      [other]: storyText({ section: 'world' }),
    })
    made.sync()
    const before = kept(made)
    made.write(other, storyText({ section: 'sport' }))
    made.sync({ scope: [other] })
    made.remove(other)
    made.sync({ scope: [other] })
    expect(kept(made)).toEqual(before)
    made.write(path, storyText({}, '更正'))
    made.sync({ scope: [path] })
    expect(kept(made)).toEqual(['<p>更正</p>\n'])
  })

  it.each([
    ['becomes a draft', (made: TestNewsroom) => made.write(path, storyText({ status: 'draft' }))],
    ['is withdrawn', (made: TestNewsroom) => made.write(path, storyText({ status: 'withdrawn' }))],
    ['is embargoed', (made: TestNewsroom) => made.write(path, storyText({ date: '2199-01-01T00:00:00Z' }))],
    ['is removed', (made: TestNewsroom) => made.remove(path)],
  ])('is removed when it %s', (_, change) => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    expect(kept(made)).toBeDefined()
    change(made)
    made.sync({ scope: [path] })
    expect(kept(made)).toBeUndefined()
    expect(made.db.prepare('SELECT count(*) AS n FROM prose').get()?.n).toBe(0)
    expect(uncompiled(made.db, 9)).toEqual([])
  })

  it('is removed when the story expires, even if its file is broken by then', () => {
    const made = testNewsroom({ [path]: storyText({ expires: '2025-05-20T12:01:00Z' }) })
    made.sync()
    made.write(path, 'broken')
    made.sync({ scope: [path] })
    expect(kept(made)).toBeDefined()
    made.sync({ scope: [], now: testNow + 60_000 })
    expect(kept(made)).toBeUndefined()
  })

  it('stays with the good version when a later one is broken', () => {
    const made = testNewsroom({ [path]: storyText({}, '好') })
    made.sync()
    made.write(path, storyText({ section: 'wrold' }, '坏'))
    made.sync({ scope: [path] })
    expect(kept(made)).toEqual(['<p>好</p>\n'])
  })

  it('of a draft exists only in a preview', () => {
    const made = testNewsroom({ [path]: storyText({ status: 'draft' }, '草稿') })
    made.sync({ preview: true })
    expect(kept(made)).toEqual(['<p>草稿</p>\n'])
    made.sync()
    expect(kept(made)).toBeUndefined()
  })

  it('exists for a standing page too', () => {
    const page = 'pages/about.ar.md'
    const made = testNewsroom({ [page]: '---\ntitle: عن\n---\n## من نحن\n' })
    made.sync()
    expect(JSON.stringify(kept(made, page, 'ar'))).toContain('من نحن')
    made.remove(page)
    made.sync({ scope: [page] })
    expect(kept(made, page, 'ar')).toBeUndefined()
  })
})

describe('texts still to be compiled', () => {
  const files = {
    [`${day}/old.en.md`]: storyText({ date: '2025-05-01T00:00:00Z' }),
    [`${day}/new.ar.md`]: storyText({ dateline: 'القاهرة', sources: '[Reuters, AFP]' }, 'نص\n'),
    [`${day}/draft.en.md`]: storyText({ status: 'draft' }),
    'pages/about.en.md': '---\ntitle: About\n---\nText.\n',
  }
  const all = ['pages/about.en.md', `${day}/new.ar.md`, `${day}/old.en.md`]

  it('are listed, newest first, with what compiling them needs', () => {
    const made = archive(files)
    expect(uncompiled(made.db, 9)).toEqual(all)
    expect(uncompiled(made.db, 1)).toEqual(all.slice(0, 1))
    expect(publicText(made.db, `${day}/new.ar.md`)).toEqual({
      path: `${day}/new.ar.md`,
      lang: 'ar',
      body: 'نص\n',
      dateline: 'القاهرة',
      sources: ['Reuters', 'AFP'],
    })
    expect(publicText(made.db, 'pages/about.en.md')).toMatchObject({
      lang: 'en',
      body: 'Text.\n',
      sources: [],
    })
    expect(publicText(made.db, `${day}/draft.en.md`)).toBeUndefined()
  })

  it('are taken off the list when their file is read again, changed or not', () => {
    const made = archive(files)
    made.write(`${day}/new.ar.md`, storyText({ title: 'آخر' }))
    made.sync({ scope: [`${day}/new.ar.md`, `${day}/old.en.md`] })
    expect(uncompiled(made.db, 9)).toEqual(['pages/about.en.md'])
  })

  it('never include large ones: reading them already shows whether they can be compiled', () => {
    const made = archive({ [path]: storyText({}, 'word '.repeat(100).concat('\n\n').repeat(80)) })
    expect(uncompiled(made.db, 9)).toEqual([])
    expect(kept(made)).toBeDefined()
  })

  it('are those of a language whose words have changed, and of no other, and all when the code has changed', () => {
    const made = testNewsroom(files)
    made.sync()
    noteOutdated(made.db, languages, proseVersion)
    expect(uncompiled(made.db, 9)).toEqual([])
    const changed = (lang: string) => (lang === 'ar' ? 'other' : proseVersion(lang))
    noteOutdated(made.db, languages, changed)
    expect(uncompiled(made.db, 9)).toEqual([`${day}/new.ar.md`])
    expect(storedProse(made.db, `${day}/new.ar.md`, 'other')).toBeUndefined()
    noteOutdated(made.db, languages, () => 'another')
    expect(uncompiled(made.db, 9)).toEqual(all)
  })

  it('do not multiply when a language is added', () => {
    const made = testNewsroom({ ...files, 'site.yaml': siteYaml.replace('en, ar, zh-Hans', 'en, ar') })
    made.sync()
    noteOutdated(made.db, ['en', 'ar'], proseVersion)
    made.write('site.yaml', siteYaml)
    made.write(path, storyText())
    made.sync()
    noteOutdated(made.db, languages, proseVersion)
    expect(uncompiled(made.db, 9)).toEqual([])
  })
})
