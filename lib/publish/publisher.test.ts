import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { latestStories } from '../index/queries/story-queries.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'

const day = 'articles/2025/05/16'

describe('a file that is saved', () => {
  it.each([
    ['en', 'talks'],
    ['ar', 'محادثات'],
    ['zh-Hans', '会谈'],
  ])('is published, with the keys of what shows it (%s)', async (lang, slug) => {
    const path = `${day}/${slug}.${lang}.md`
    const made = testNewsroom({ [path]: storyText() })
    const { passes, headline, soon, lines } = await startPublisher(made)
    made.write(path, storyText({ title: 'Corrected' }))
    await soon(() => expect(headline(slug, lang)).toBe('Corrected'))
    await soon(() => expect(lines).toMatchObject([{ level: 'info', event: 'published', files: 1 }]))
    expect(passes[0]?.keys).toEqual(
      expect.arrayContaining([
        encodeURI(`story:2025-05-16/${slug}`),
        `front:${lang}`,
        `section:${lang}/world`,
      ]),
    )
  })

  it('in a new folder is published, and again when it is saved again', async () => {
    const made = testNewsroom()
    const { headline, soon } = await startPublisher(made)
    for (const title of ['First', 'Second', 'Third']) {
      made.write(`${day}/new.en.md`, storyText({ title }))
      await soon(() => expect(headline('new')).toBe(title))
    }
  })

  it('is taken off the site when it is removed, and moved with its file', async () => {
    const made = testNewsroom({ [`${day}/a.ar.md`]: storyText(), [`${day}/b.ar.md`]: storyText() })
    const { headline, soon } = await startPublisher(made)
    made.remove(`${day}/a.ar.md`)
    await soon(() => expect(headline('a', 'ar')).toBeUndefined())
    renameSync(join(made.directory, `${day}/b.ar.md`), join(made.directory, `${day}/c.en.md`))
    await soon(() => expect([headline('b', 'ar'), headline('c')]).toEqual([undefined, 'A headline']))
  })

  it('a hundred times in a row costs few passes and ends with the last', async () => {
    const path = `${day}/talks.en.md`
    const made = testNewsroom({ [path]: storyText() })
    const { headline, passes, soon } = await startPublisher(made)
    for (let count = 100; count < 200; count += 1) {
      made.write(path, storyText({ title: `Save ${count}` }))
      await new Promise(setImmediate)
    }
    await soon(() => expect(headline('talks')).toBe('Save 199'))
    expect(passes.length).toBeLessThanOrEqual(10)
  })

  it('and only half written, or broken, leaves the good one, is reported once, and recovers', async () => {
    const path = `${day}/会谈.zh-Hans.md`
    const made = testNewsroom({ [path]: storyText({ title: 'Good' }) })
    const { headline, lines, passes, soon } = await startPublisher(made)
    for (const text of [
      storyText({ title: 'Half' }).slice(0, 30),
      storyText({ title: 'Bad', section: 'wrold' }),
    ]) {
      lines.length = 0
      made.write(path, text)
      await soon(() => expect(lines).toHaveLength(1))
      expect(lines[0]).toMatchObject({ level: 'error', event: 'cannot be published' })
      expect(lines[0]?.problem).toMatch(/会谈\.zh-Hans\.md:\d+:\d+: /)
      expect(headline('会谈', 'zh-Hans')).toBe('Good')
    }
    expect(passes).toEqual([])
    made.write(path, storyText({ title: 'Mended' }))
    await soon(() => expect(headline('会谈', 'zh-Hans')).toBe('Mended'))
    expect(made.problems()).toEqual([])
  })
})

describe('settings that are saved', () => {
  it('renew what shows them; broken ones are reported and leave the good ones', async () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText() })
    const { passes, lines, soon } = await startPublisher(made)
    const site = made.newsroom().site
    made.write('site.yaml', 'name: [')
    await soon(() => expect(lines).toMatchObject([{ event: 'cannot be published' }]))
    expect(made.newsroom().site).toEqual(site)
    made.write('authors/ada.yaml', 'name: Ada Renamed\n')
    await soon(() => expect(passes.at(-1)?.keys).toContain('author:ada'))
  })
})

describe('a folder', () => {
  it('articles that is moved away and back takes no story off the site', async () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText() })
    const { headline, lines, soon } = await startPublisher(made)
    const [articles, away] = [join(made.directory, 'articles'), join(made.directory, 'away')]
    renameSync(articles, away)
    await soon(() => expect(lines).toMatchObject([{ event: 'cannot be published' }]))
    expect(lines[0]?.problem).toContain('articles:1:1: This folder was there and is not any more.')
    expect(headline('a')).toBe('A headline')
    renameSync(away, articles)
    await soon(() => expect(made.problems()).toEqual([]))
    writeFileSync(join(articles, '2025/05/16/a.en.md'), storyText({ title: 'Corrected' }))
    await soon(() => expect(headline('a')).toBe('Corrected'))
  })

  it('of a day that is removed takes its stories with it', async () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText(), [`${day}/b.ar.md`]: storyText() })
    const { soon } = await startPublisher(made)
    made.remove(day)
    await soon(() =>
      expect([...latestStories(made.db, 'en', 9), ...latestStories(made.db, 'ar', 9)]).toEqual([]),
    )
  })
})

describe('being told to publish', () => {
  it('resolves when it is published, also for two requests together', async () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText() })
    const { publisher, headline } = await startPublisher(made)
    made.write(`${day}/a.en.md`, storyText({ title: 'Corrected' }))
    const outcomes = await Promise.all([publisher.publish(true), publisher.publish(false)])
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }])
    expect(headline('a')).toBe('Corrected')
  })

  it('does nothing more once closed', async () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText() })
    const { publisher, lines, headline } = await startPublisher(made)
    publisher.close()
    made.write(`${day}/a.en.md`, storyText({ title: 'Too late' }))
    void publisher.publish(true)
    await new Promise(setImmediate)
    expect(headline('a')).toBe('A headline')
    expect(lines).toEqual([])
  })
})
