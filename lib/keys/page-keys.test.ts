import { expect, it } from 'vitest'
import { pictureHash } from '../assets/pictures/hash.ts'
import { mediaOf } from '../index/queries/media-queries.ts'
import { testMp3 } from '../testing/media.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { readStory, valueIn } from '../testing/reading.ts'
import type { Target } from '../urls/target.ts'
import { pageKeys } from './page-keys.ts'
import { pictureKeys } from './picture-keys.ts'

it.each<[Target, string[]]>([
  [{ kind: 'front' }, ['front:ar']],
  [{ kind: 'section', section: 'world' }, ['section:world', 'section:ar/world']],
  [{ kind: 'story', day: '2025-05-16', slug: 'talks' }, ['story:2025-05-16/talks']],
  [{ kind: 'topic', topic: 'rising-seas' }, ['topic:rising-seas', 'topic:ar/rising-seas']],
  [{ kind: 'author', author: 'ada' }, ['author:ada', 'author:ar/ada']],
  [{ kind: 'archive', period: '2025-05' }, ['archive:2025-05', 'archive:ar/2025-05']],
  [{ kind: 'archive', period: '' }, ['archive:all', 'archive:ar/all']],
  [{ kind: 'page', page: 'about' }, ['page:about']],
])('of %j', (target, keys) => {
  expect(pageKeys(target, 'ar')).toEqual(['site', 'lang:ar', ...keys])
})

it('of a story include its section and its authors', () => {
  const story = valueIn(readStory(storyText({ authors: '[ada, { name: Guest }]' })))
  const keys = pageKeys({ kind: 'story', day: '2025-05-16', slug: 'talks' }, 'en', story)
  expect(keys).toEqual(['site', 'lang:en', 'section:world', 'story:2025-05-16/talks', 'author:ada'])
})

it('distinguish a page from another kind of page with the same name', () => {
  const targets: Target[] = [
    { kind: 'section', section: 'a' },
    { kind: 'topic', topic: 'a' },
    { kind: 'author', author: 'a' },
    { kind: 'page', page: 'a' },
  ]
  expect(new Set(targets.map((target) => pageKeys(target, 'en').at(-1))).size).toBe(4)
})

it('can be in a header, between spaces', () => {
  const keys = [
    ...pageKeys({ kind: 'section', section: '国际' }, 'zh-Hans'),
    ...pageKeys({ kind: 'author', author: 'ada b\tc\r\n' }, 'en'),
  ]
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]+$/)
  expect(keys).toContain('section:%E5%9B%BD%E9%99%85')
})

it('of a picture are those of the stories and pages that show it', () => {
  const day = 'articles/2025/05/16'
  const shows = storyText({ image: '{ src: quay.png, alt: A quay }' })
  const made = testNewsroom({
    [`${day}/quay.png`]: testPng(1200, 800),
    [`${day}/a.en.md`]: shows,
    [`${day}/a.ar.md`]: shows,
    [`${day}/رصيف.zh-Hans.md`]: shows,
    [`${day}/other.en.md`]: storyText(),
    [`${day}/draft.en.md`]: storyText({ image: '{ src: quay.png, alt: A quay }', status: 'draft' }),
    'pages/about.ar.md': '---\ntitle: من نحن\n---\n\n![رصيف](../articles/2025/05/16/quay.png)\n',
  })
  made.sync()
  const of = (hash: string) => pictureKeys({ db: made.db, newsroom: made.newsroom() }, hash)
  const hash = pictureHash(testPng(1200, 800))
  expect(of(hash).toSorted()).toEqual([
    'page:about',
    'site',
    'story:2025-05-16/%D8%B1%D8%B5%D9%8A%D9%81',
    'story:2025-05-16/a',
  ])
  made.write(`${day}/a.en.md`, storyText())
  made.write(`${day}/a.ar.md`, storyText({ status: 'withdrawn' }))
  made.sync()
  expect(of(hash)).not.toContain('story:2025-05-16/a')
  expect(of('0123456789abcdef')).toEqual(['site'])
})

it('of a picture that everything shows stay few', () => {
  const files = Array.from({ length: 40 }, (_, number) => [
    `articles/2025/05/16/story-${number}.en.md`,
    storyText({ image: '{ src: a.png, alt: A quay }' }),
  ])
  const made = testNewsroom({ ...Object.fromEntries(files), 'articles/2025/05/16/a.png': testPng(1200, 800) })
  made.sync()
  expect(
    pictureKeys({ db: made.db, newsroom: made.newsroom() }, pictureHash(testPng(1200, 800))),
  ).toHaveLength(21)
})

it.each(['en', 'ar', 'zh-Hans'])('of what a story plays are the story’s: %s', (lang) => {
  const made = testNewsroom({
    'articles/2025/05/16/tones.mp3': testMp3,
    [`articles/2025/05/16/a.${lang}.md`]: storyText({}, '::audio[Tones]{src="tones.mp3"}\n'),
  })
  made.sync()
  const view = { db: made.db, newsroom: made.newsroom() }
  const [played] = mediaOf(made.db, `articles/2025/05/16/a.${lang}.md`).values()
  expect(pictureKeys(view, played?.hash ?? '')).toEqual(['site', 'story:2025-05-16/a'])
})
