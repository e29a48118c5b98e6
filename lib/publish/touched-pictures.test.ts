import { describe, expect, it } from 'vitest'
import { pictureHash } from '../assets/pictures/hash.ts'
import { publicPicture } from '../index/queries/picture-queries.ts'
import { pictureKeys } from '../keys/picture-keys.ts'
import { cardPicture } from '../machines/cards/card.ts'
import { findCard } from '../machines/cards/find-card.ts'
import { machineFile } from '../testing/machine.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testOrigin, testPageContext } from '../testing/page-context.ts'
import { testPng } from '../testing/pictures.ts'
import type { Target } from '../urls/target.ts'
import { publishPass } from './publish-pass.ts'

const day = 'articles/2025/05/16'
const hour = 3_600_000
const picture = testPng(1200, 800)
const hash = pictureHash(picture)
const pictured = { image: '{ src: quay.png, alt: A quay }' }

/** Every change after which a picture or a card is different or gone. */
const changes: Record<string, (made: TestNewsroom, path: string) => void> = {
  withdrawn: (made, path) => made.write(path, storyText({ ...pictured, status: 'withdrawn' })),
  'put back to draft': (made, path) => made.write(path, storyText({ ...pictured, status: 'draft' })),
  'embargoed after all': (made, path) =>
    made.write(path, storyText({ ...pictured, date: '2025-05-21T00:00:00Z' })),
  removed: (made, path) => made.remove(path),
}

/** The surrogate keys a change drops. */
function dropped({ db, folder }: TestNewsroom, now = testNow): string[] {
  return publishPass({ db, folder, now, preview: false, destinations: [] }).keys
}

describe.each(['en', 'ar', 'zh-Hans'])('what caches keep of a story that has changed (%s)', (lang) => {
  const path = `${day}/ferry.${lang}.md`
  const target: Target = { kind: 'story', day: '2025-05-16', slug: 'ferry' }

  function newsroom(fields: Record<string, string>): TestNewsroom {
    const made = testNewsroom({
      [`${day}/quay.png`]: picture,
      [path]: storyText({ ...fields, expires: '2025-05-20T13:00:00Z' }),
    })
    made.sync()
    return made
  }

  it.each([
    ...Object.entries(changes),
    ['given another picture', (made: TestNewsroom) => made.write(`${day}/quay.png`, testPng(1200, 801))],
    ['left without it', (made: TestNewsroom, own: string) => made.write(own, storyText())],
  ] as [string, (typeof changes)[string]][])('its picture is dropped when it is %s', (_, change) => {
    const made = newsroom(pictured)
    const keys = pictureKeys(testPageContext(made, lang), hash)
    expect(publicPicture(made.db, hash)).toBeDefined()
    change(made, path)
    expect(dropped(made)).toEqual(expect.arrayContaining([keys.at(-1)]))
    expect(keys.at(-1)).toBe('story:2025-05-16/ferry')
    expect(publicPicture(made.db, hash)).toBeUndefined()
  })

  it.each([
    ...Object.entries(changes),
    ['given a picture', (made: TestNewsroom, own: string) => made.write(own, storyText(pictured))],
    ['headed anew', (made: TestNewsroom, own: string) => made.write(own, storyText({ title: '渡轮' }))],
    [
      'in a section of another name',
      (made: TestNewsroom) => made.write('site.yaml', siteYaml.replace(/\{ en: World.*?\}/, 'Everywhere')),
    ],
  ] as [string, (typeof changes)[string]][])('its card is dropped when it is %s', (_, change) => {
    const made = newsroom({})
    const url = cardPicture(testPageContext(made, lang), target, 'preview')?.url ?? ''
    const find = () => findCard(testPageContext(made, lang), testOrigin, new URL(url).pathname)
    const keys: readonly string[] = find()?.keys ?? []
    change(made, path)
    expect(dropped(made).filter((key) => keys.includes(key))).not.toEqual([])
    expect(find()).toBeUndefined()
  })

  it('both are dropped when its time is up', () => {
    for (const fields of [pictured, {}])
      expect(dropped(newsroom(fields), testNow + 2 * hour)).toContain('story:2025-05-16/ferry')
  })

  it.each([
    ['replaced', (made: TestNewsroom) => made.write(`${day}/quay.png`, testPng(1200, 801))],
    ['taken out of the text', (made: TestNewsroom) => made.write(path, storyText({}, 'Words.\n'))],
  ] as const)('the sitemap no longer names a picture in its text when it is %s', async (_, change) => {
    const made = testNewsroom({
      [`${day}/quay.png`]: picture,
      [path]: storyText({}, 'Words.\n\n![A quay](quay.png)\n'),
    })
    made.sync()
    const sitemap = () => machineFile(made, '/sitemaps/2025-05.xml')
    const { headers, body } = await sitemap()
    expect(body).toContain(hash)
    change(made)
    const keys: readonly string[] = headers['Surrogate-Key']?.split(' ') ?? []
    expect(dropped(made).filter((key) => keys.includes(key))).not.toEqual([])
    expect((await sitemap()).body).not.toContain(hash)
  })
})
