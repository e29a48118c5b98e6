import { expect, it } from 'vitest'
import type { StoryFacts } from '../index/change.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import { busySite as after, storyFacts } from '../testing/afterwards.ts'
import { machineFile } from '../testing/machine.ts'
import { siteYaml, storyText, testNewsroom } from '../testing/newsroom.ts'
import { type ListOf, touchedKeys } from './touched.ts'

const stories = ['en', 'ar', 'zh-Hans'].map((lang): StoryFacts => ({ ...storyFacts, lang }))

/** Only the keys of feeds and sitemaps. */
function files(keys: Iterable<string>): string[] {
  return [...keys].filter((key) => /^(?:feed|sitemap|news-sitemap)/.test(key)).sort()
}

it.each(stories)('a body touches feeds as long as they carry the story ($lang)', (story) => {
  const change = { path: 'a', before: story, after: story, inLists: false, inPictures: false }
  const carried = (list: ListOf, place: number) =>
    list.lang === story.lang && place === listSizes.feed ? 1000 : 2000
  expect(files(touchedKeys([change], { ...after, publishedAt: carried }))).toEqual([
    `feed:${story.lang}`,
    `feed:${story.lang}/world`,
  ])
  expect(files(touchedKeys([change], after))).toEqual([])
})

it.each(stories)('what lists show touches sitemaps at any age ($lang)', (story) => {
  const change = {
    path: 'a',
    before: story,
    after: { ...story, section: 'sport' },
    inLists: true,
    inPictures: false,
  }
  expect(files(touchedKeys([change], after))).toEqual(['news-sitemap', 'sitemap-index', 'sitemap:2025-05'])
})

it.each(stories)('pictures of a text touch the sitemap of its month ($lang)', (story) => {
  const change = { path: 'a', before: story, after: story, inLists: false, inPictures: true }
  expect(files(touchedKeys([change], after))).toEqual(['sitemap:2025-05'])
})

it.each(stories)('the first story of a section touches the sitemap of pages too ($lang)', (story) => {
  const first = { ...after, count: () => 1 }
  const change = { path: 'a', after: story, inLists: true, inPictures: false }
  expect(files(touchedKeys([change], first))).toContain('sitemap:pages')
  expect(files(touchedKeys([change], after))).not.toContain('sitemap:pages')
})

it.each(stories)('a story whose link leads elsewhere is a different one in feeds ($lang)', (story) => {
  const linking = { ...story, slug: 'linking', published: 2_000_000 }
  const moved = {
    path: 'a',
    before: story,
    after: { ...story, section: 'sport' },
    inLists: true,
    inPictures: false,
  }
  const keys = files(touchedKeys([moved], { ...after, linking: () => [linking] }))
  expect(keys).toEqual(expect.arrayContaining([`feed:${story.lang}`, `feed:${story.lang}/world`]))
})

it.each(['دولي', '国际'])('the feed of section %s is dropped by the key it carries', async (section) => {
  const newsroom = testNewsroom({
    'site.yaml': siteYaml.replace('id: world', `id: ${section}`),
    'articles/2025/05/16/talks.en.md': storyText({ section }),
  })
  newsroom.sync()
  const feed = await machineFile(newsroom, encodeURI(`/en/${section}/feed.xml`))
  const change = { path: 'a', after: { ...storyFacts, section }, inLists: true, inPictures: false }
  const [, own] = files(touchedKeys([change], { ...after, publishedAt: () => undefined }))
  expect(feed.headers['Surrogate-Key']?.split(' ')).toContain(own)
})
