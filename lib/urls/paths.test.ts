import { expect, it } from 'vitest'
import { cropOf } from '../assets/pictures/variants.ts'
import { storySchema } from '../newsroom/story-schema.ts'
import { testPicture } from '../testing/pictures.ts'
import {
  archivePath,
  authorPath,
  cardPath,
  errorPath,
  feedPath,
  frontPath,
  logoPath,
  pagePath,
  picturePath,
  readCardPath,
  sectionPath,
  sitemapPath,
  storyMarkdownPath,
  storyPath,
  topicPath,
} from './paths.ts'

const fields = storySchema({ sectionIds: ['world', '国际'], authorIds: [] }).parse({
  title: 'A',
  date: '2025-05-16T14:05:00+03:00',
  section: '国际',
  summary: 'A',
})

it.each([
  [frontPath('zh-Hans'), '/zh-Hans'],
  [sectionPath('en', 'world'), '/en/world'],
  [sectionPath('zh-Hans', '国际'), '/zh-Hans/%E5%9B%BD%E9%99%85'],
  [
    storyPath({ lang: 'en', day: '2025-05-16', slug: 'talks', fields: { ...fields, section: 'world' } }),
    '/en/world/2025-05-16/talks',
  ],
  [
    storyPath({ lang: 'zh-Hans', day: '2025-05-16', slug: '会谈', fields }),
    '/zh-Hans/%E5%9B%BD%E9%99%85/2025-05-16/%E4%BC%9A%E8%B0%88',
  ],
  [
    storyMarkdownPath({ lang: 'zh-Hans', day: '2025-05-16', slug: '会谈', fields }),
    '/zh-Hans/%E5%9B%BD%E9%99%85/2025-05-16/%E4%BC%9A%E8%B0%88.md',
  ],
  [feedPath('en', 'rss'), '/en/feed.xml'],
  [feedPath('ar', 'atom'), '/ar/atom.xml'],
  [feedPath('zh-Hans', 'json'), '/zh-Hans/feed.json'],
  [feedPath('zh-Hans', 'rss', '国际'), '/zh-Hans/%E5%9B%BD%E9%99%85/feed.xml'],
  [topicPath('ar', 'بحر-أحمر'), '/ar/topics/%D8%A8%D8%AD%D8%B1-%D8%A3%D8%AD%D9%85%D8%B1'],
  [topicPath('en', 'a/b?c#d'), '/en/topics/a%2Fb%3Fc%23d'],
  [authorPath('en', 'josé'), '/en/authors/jos%C3%A9'],
  [archivePath('en'), '/en/archive'],
  [archivePath('en', '2025'), '/en/archive/2025'],
  [archivePath('en', '2025-05'), '/en/archive/2025/05'],
  [archivePath('en', '2025-05-16'), '/en/archive/2025/05/16'],
  [pagePath('fr', 'a-propos'), '/fr/a-propos'],
  [logoPath('brand/a b#1?.jpg'), '/media/brand/a%20b%231%3F.jpg'],
  [logoPath('图/شعار.png'), '/media/%E5%9B%BE/%D8%B4%D8%B9%D8%A7%D8%B1.png'],
  [picturePath(testPicture, cropOf(testPicture, '4x3')), '/media/0123456789abcdef/4x3.jpg'],
  [
    cardPath('0123456789abcdef', '4x3', topicPath('ar', 'بحر')),
    '/media/0123456789abcdef/4x3/ar/topics/%D8%A8%D8%AD%D8%B1.png',
  ],
  [errorPath('ar', 410), '/ar/errors/410'],
  [feedPath('ar', 'rss'), '/ar/feed.xml'],
  [feedPath('en', 'atom', 'world'), '/en/world/atom.xml'],
  [feedPath('zh-Hans', 'json', '国际'), '/zh-Hans/%E5%9B%BD%E9%99%85/feed.json'],
  [
    storyMarkdownPath({
      lang: 'ar',
      day: '2025-05-16',
      slug: 'talks',
      fields: { ...fields, section: 'world' },
    }),
    '/ar/world/2025-05-16/talks.md',
  ],
  [sitemapPath('2025-05'), '/sitemaps/2025-05.xml'],
  [sitemapPath('2025-05', 2), '/sitemaps/2025-05-2.xml'],
])('builds %s', (path, expected) => {
  expect(path).toBe(expected)
  expect(new URL(path, 'https://a.example').pathname).toBe(path)
})

it.each(['/en', '/zh-Hans/%E5%9B%BD%E9%99%85', '/ar/world/2025-05-16/a.png'])(
  'a card’s URL names its page: %s',
  (path) => {
    const url = cardPath('0123456789abcdef', '1x1', path)
    expect(readCardPath(url)).toEqual({ hash: '0123456789abcdef', shape: '1x1', path })
  },
)

it.each(['/media/0123456789abcdef/1x1.jpg', '/media/0123/1x1/en.png', '/media/logo.png', '/1x1/ar.png', ''])(
  'no card is called %j',
  (path) => {
    expect(readCardPath(path)).toBeUndefined()
  },
)
