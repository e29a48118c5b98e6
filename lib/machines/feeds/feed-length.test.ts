import { parseRssFeed } from 'feedsmith'
import { describe, expect, it } from 'vitest'
import { machineFile } from '../../testing/machine.ts'
import { siteYaml, storyText, testNewsroom, testNow } from '../../testing/newsroom.ts'

const hour = 3600 * 1000

/** A newsroom with stories in a language that are so many hours old. */
function newsroomOf(lang: string, ages: readonly number[], settings = '') {
  const files = ages.map((age, index) => {
    const date = new Date(testNow - age * hour).toISOString()
    const section = index % 2 ? 'sport' : 'world'
    return [
      `articles/${date.slice(0, 10).replaceAll('-', '/')}/s-${index}.${lang}.md`,
      storyText({ date, section }),
    ]
  })
  const made = testNewsroom({ ...Object.fromEntries(files), 'site.yaml': siteYaml + settings })
  made.sync()
  return made
}

async function itemsIn(made: ReturnType<typeof newsroomOf>, path: string) {
  return parseRssFeed((await machineFile(made, path)).body).items?.length
}

const manyHours = (count: number, step: number) => Array.from({ length: count }, (_, index) => index * step)

describe.each(['en', 'ar', 'zh-Hans'])('a feed in %s', (lang) => {
  it('holds twenty stories when fewer are from the last day', async () => {
    expect(await itemsIn(newsroomOf(lang, manyHours(30, 5)), `/${lang}/feed.xml`)).toBe(20)
  })

  it('holds as many as site.yaml says', async () => {
    const made = newsroomOf(lang, manyHours(30, 5), 'feedStories: 7\n')
    expect(await itemsIn(made, `/${lang}/feed.xml`)).toBe(7)
  })

  it('holds all of the last day, also in each section', async () => {
    const made = newsroomOf(lang, manyHours(70, 0.5), 'feedStories: 5\n')
    expect(await itemsIn(made, `/${lang}/feed.xml`)).toBe(48)
    expect(await itemsIn(made, `/${lang}/sport/feed.xml`)).toBe(24)
  })
})

it('a feed holds two hundred at most', async () => {
  expect(await itemsIn(newsroomOf('en', manyHours(220, 0.1)), '/en/feed.xml')).toBe(200)
})

it.each(['0', '101', '1.5', 'many', '-1', '"20"'])(
  'feedStories: %s is not a number of stories',
  (written) => {
    const made = testNewsroom({ 'site.yaml': `${siteYaml}feedStories: ${written}\n` })
    made.sync()
    expect(made.problems()[0]).toMatch(/^site\.yaml:10:\d+: `feedStories`/)
    expect(made.newsroom().site.feedStories).toBe(20)
  },
)
