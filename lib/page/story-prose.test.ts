import { beforeEach, describe, expect, it } from 'vitest'
import { uncompiled } from '../index/kept-prose.ts'
import { findStory } from '../index/queries/story-queries.ts'
import { compiler } from '../prose/compiler.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { testPageContext } from '../testing/page-context.ts'
import { testPng } from '../testing/pictures.ts'
import { proseHtml, resolveLink } from './story-prose.ts'

const day = 'articles/2025/05/16'

describe.each([
  ['en', 'talks'],
  ['ar', 'محادثات'],
  ['zh-Hans', '会谈'],
])('the HTML of a story in %s', (lang, slug) => {
  const path = `${day}/${slug}.${lang}.md`
  const other = `${day}/other.${lang}.md`
  let made: TestNewsroom
  const html = () => proseHtml(testPageContext(made, lang), { path, lang })

  beforeEach(() => {
    made = testNewsroom({
      [path]: storyText(
        {},
        `[**A** word](other.${lang}.md#a-b) and [b](../../../../pages/about.${lang}.md)\n\n![In](pier.jpg)\n`,
      ),
      [other]: storyText(),
      [`pages/about.${lang}.md`]: '---\ntitle: A\n---\nText.\n',
      [`${day}/pier.jpg`]: testPng(1200, 800),
    })
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it('has the addresses that are current when it is requested', async () => {
    expect(await html()).toContain(
      `<a href="/${lang}/world/2025-05-16/other#a-b"><strong>A</strong> word</a>`,
    )
    expect(await html()).toContain(`<a href="/${lang}/about">b</a>`)
    made.write(other, storyText({ section: 'sport' }))
    made.sync({ scope: [other] })
    expect(await html()).toContain(`href="/${lang}/sport/2025-05-16/other#a-b"`)
    made.write(other, storyText({ status: 'withdrawn' }))
    made.sync({ scope: [other] })
    expect(await html()).toContain('<p><strong>A</strong> word and <a')
    expect(await html()).toMatch(
      /<figure><picture><source .*<img src="\/media\/[0-9a-f]{16}\/\d+\.jpg" alt="In"/,
    )
  })

  it('is the same when the text has not been compiled yet', async () => {
    const compiled = await html()
    made.db.exec('DELETE FROM prose')
    expect(await html()).toBe(compiled)
    made.db.exec(`INSERT INTO prose VALUES ('${path}', 'another', '[]')`)
    expect(await html()).toBe(compiled)
    expect(uncompiled(made.db, 9)).toEqual([])
  })
})

it('a text that cannot be compiled fails only for its own page', async () => {
  const made = testNewsroom({ [`${day}/a.ar.md`]: storyText(), [`${day}/b.ar.md`]: storyText() })
  made.sync()
  made.db.exec("DELETE FROM prose WHERE path LIKE '%a.ar.md'")
  const asked = proseHtml(testPageContext(made, 'ar'), { path: `${day}/a.ar.md`, lang: 'ar' })
  const failed = expect(asked).rejects.toThrow('given up')
  await compiler().close()
  await failed
  expect(await proseHtml(testPageContext(made, 'ar'), { path: `${day}/b.ar.md`, lang: 'ar' })).toContain(
    'A paragraph',
  )
  expect(await proseHtml(testPageContext(made, 'ar'), { path: `${day}/a.ar.md`, lang: 'ar' })).toContain(
    'A paragraph',
  )
})

it('what is not public has no HTML', async () => {
  const made = testNewsroom({ [`${day}/a.en.md`]: storyText({ status: 'draft' }, 'Secret') })
  made.sync()
  expect(findStory(made.db, { day: '2025-05-16', slug: 'a' }, 'en')).toBeUndefined()
  expect(await proseHtml(testPageContext(made, 'en'), { path: `${day}/a.en.md`, lang: 'en' })).toBe('')
})

it('links lead to their address, or to the page of a file', () => {
  const made = testNewsroom({ [`${day}/a.en.md`]: storyText() })
  made.sync()
  const context = testPageContext(made, 'en')
  const resolved = (url: string) => resolveLink(context, `${day}/b.en.md`, url)
  expect(
    ['https://a.example', '/en#x', '#x', 'a.en.md#x', 'none.en.md', 'javascript:x'].map(resolved),
  ).toEqual(['https://a.example', '/en#x', '#x', '/en/world/2025-05-16/a#x', undefined, undefined])
})
