import { expect, it } from 'vitest'
import {
  everyListKey,
  feedKey,
  feedOfKey,
  frontKey,
  type Key,
  keyHeader,
  langKey,
  listKey,
  pageKey,
  siteKey,
  sitemapKey,
  storyKey,
} from './keys.ts'

it('gives a story one name for all its languages, and a list one per language and one for all', () => {
  expect(storyKey({ day: '2025-05-16', slug: 'talks' })).toBe('story:2025-05-16/talks')
  expect(everyListKey('topic', 'rising-seas')).toBe('topic:rising-seas')
  expect(listKey('topic', 'ar', 'rising-seas')).toBe('topic:ar/rising-seas')
  expect(listKey('archive', 'zh-Hans', '')).toBe('archive:zh-Hans/all')
  expect([langKey('ar'), frontKey('ar'), pageKey('about')]).toEqual(['lang:ar', 'front:ar', 'page:about'])
})

// The worst names editors may write.
const names = ['国际', 'دولي', 'a b', 'a/b', 'en/a', 'a:b', 'a,b', 'a%20b', 'a\tb\r\nX: y', '#?&', 'all']

it.each(names)('no name ends its key or looks like a list in one language: %j', (name) => {
  const key = everyListKey('topic', name)
  expect(key).toMatch(/^topic:[\x21-\x7e]+$/)
  expect(key).not.toContain('/')
  for (const other of names.filter((text) => text !== name)) {
    expect(everyListKey('topic', other)).not.toBe(key)
    expect(listKey('topic', 'en', other)).not.toBe(listKey('topic', 'en', name))
  }
})

it.each([{ lang: 'en' }, { lang: 'zh-Hans', section: '国际' }, { lang: 'ar', section: 'a/b c' }])(
  'finds the feed a key was made for: %j',
  (feed: { lang: string; section?: string }) => {
    expect(feedOfKey(feedKey(feed.lang, feed.section))).toEqual(feed)
  },
)

it('takes no other key for a feed’s', () => {
  const others: Key[] = [siteKey, frontKey('en'), sitemapKey('pages'), everyListKey('topic', 'feed:en')]
  expect(others.map(feedOfKey)).toEqual([undefined, undefined, undefined, undefined])
})

it('writes a header that begins with the site and contains no key twice', () => {
  expect(keyHeader([frontKey('en'), siteKey, frontKey('en')])).toBe('site front:en')
})
