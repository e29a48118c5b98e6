import { beforeEach, describe, expect, it } from 'vitest'
import { pictureHash } from '../assets/pictures/hash.ts'
import { machineFile } from '../testing/machine.ts'
import { storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import type { Change } from './change.ts'
import { nextDue } from './index-writes.ts'
import { publicPicture } from './queries/picture-queries.ts'
import { findStory } from './queries/story-queries.ts'

const day = 'articles/2025/05/16'
const until = Date.parse('2025-05-21T08:00:00+03:00')
const image = '{ src: quay.png, alt: A quay, until: 2025-05-21T08:00:00+03:00 }'
const hash = pictureHash(testPng(1200, 800))

describe.each(['en', 'ar', 'zh-Hans'])('a picture whose rights end (%s)', (lang) => {
  const file = `${day}/talks.${lang}.md`
  let made: TestNewsroom
  const imageOf = () => findStory(made.db, { day: '2025-05-16', slug: 'talks' }, lang)?.fields.image

  beforeEach(() => {
    made = testNewsroom({ [`${day}/quay.png`]: testPng(1200, 800), [file]: storyText({ image }) })
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it('is shown until then, and the index knows when that is', () => {
    expect(imageOf()).toMatchObject({ alt: 'A quay', until })
    expect(publicPicture(made.db, hash, until - 1)).toMatchObject({ until })
    expect(publicPicture(made.db, hash, until)).toBeUndefined()
    expect(nextDue(made.db)).toBe(until)
  })

  it('is no longer in the story from then on, nor is it served, without its file being read', () => {
    const changes: Change[] = []
    made.sync({ now: until, scope: [], onChange: (change) => changes.push(change) })
    expect(imageOf()).toBeUndefined()
    expect(publicPicture(made.db, hash, until)).toBeUndefined()
    expect(changes).toMatchObject([{ path: file, inLists: true }])
    expect(nextDue(made.db)).toBeUndefined()
  })

  it('disappears from feeds, sitemaps and the Markdown', async () => {
    const files = [`/${lang}/feed.xml`, '/sitemaps/2025-05.xml', `/${lang}/world/2025-05-16/talks.md`]
    for (const url of files) expect((await machineFile(made, url)).body).toContain(hash)
    made.sync({ now: until, scope: [] })
    for (const url of files) expect((await machineFile(made, url, until)).body).not.toContain(hash)
  })

  it('does so also while its file cannot be used, and when it is read late', () => {
    made.write(file, 'no fields')
    made.sync({ now: until, scope: [file] })
    expect(imageOf()).toBeUndefined()
    made.write(file, storyText({ image, title: 'Another' }))
    made.sync({ now: until, scope: [file] })
    expect(findStory(made.db, { day: '2025-05-16', slug: 'talks' }, lang)?.fields).toMatchObject({
      title: 'Another',
    })
    expect(imageOf()).toBeUndefined()
    expect(publicPicture(made.db, hash, until)).toBeUndefined()
  })

  it('is still served where another story may show it, as long as that one may', () => {
    made.write(`${day}/other.${lang}.md`, storyText({ image: '{ src: quay.png, alt: A quay }' }))
    made.sync()
    expect(publicPicture(made.db, hash, until)).not.toHaveProperty('until')
    made.write(
      `${day}/other.${lang}.md`,
      storyText({ image: '{ src: quay.png, alt: A quay, until: 2025-06-21T08:00:00Z }' }),
    )
    made.sync({ now: until })
    expect(publicPicture(made.db, hash, until)?.until).toBe(Date.parse('2025-06-21T08:00:00Z'))
  })

  it('disappears from the text too, if it is shown there as well', () => {
    made.write(file, storyText({ image }, '![A quay](quay.png)\n'))
    made.sync()
    made.sync({ now: until, scope: [] })
    expect(publicPicture(made.db, hash, until)).toBeUndefined()
  })
})

it('its file may be deleted when its rights have ended: the story stays', () => {
  const made = testNewsroom({ [`${day}/talks.en.md`]: storyText({ image }) })
  made.sync({ now: until })
  expect(made.problems()).toEqual([])
  expect(findStory(made.db, { day: '2025-05-16', slug: 'talks' }, 'en')).toBeDefined()
  const ahead = image.replace('2025', '2999')
  made.write(`${day}/talks.en.md`, storyText({ image: ahead }))
  made.sync({ now: testNow })
  expect(made.problems()).toEqual([
    `${day}/talks.en.md:6:15: The picture quay.png is not there. Put the file beside the story, or correct its name.`,
  ])
})

it('an end of rights that is not a moment is reported', () => {
  const made = testNewsroom({
    [`${day}/quay.png`]: testPng(1200, 800),
    [`${day}/talks.en.md`]: storyText({ image: '{ src: quay.png, alt: A quay, until: 2025-05-21 }' }),
  })
  made.sync()
  expect(made.problems()).toEqual([
    `${day}/talks.en.md:6:45: \`image.until\` "2025-05-21" has no time zone and no time. Write a date, a time and a zone, such as 2025-05-16T14:05:00+03:00.`,
  ])
})

describe.each(['en', 'ar', 'zh-Hans'])('a picture in the text whose rights end (%s)', (lang) => {
  const file = `${day}/talks.${lang}.md`
  const others = testPng(1200, 801)
  const text = (fields = {}) =>
    storyText(
      { image: '{ src: lead.png, alt: A pier }', ...fields },
      `Words.\n\n::figure[Low tide]{src="quay.png" alt="A quay" until="2025-05-21T08:00:00+03:00"}\n\nMore.\n`,
    )
  let made: TestNewsroom

  beforeEach(() => {
    made = testNewsroom({
      [`${day}/quay.png`]: testPng(1200, 800),
      [`${day}/lead.png`]: others,
      [file]: text(),
    })
    made.sync()
    expect(made.problems()).toEqual([])
  })

  const urls = [`/${lang}/feed.xml`, '/sitemaps/2025-05.xml', `/${lang}/world/2025-05-16/talks.md`]

  it('is then gone from the whole story, with its caption, and nothing else is', async () => {
    expect(nextDue(made.db)).toBe(until)
    for (const url of urls) expect((await machineFile(made, url)).body).toContain(hash)
    const changes: Change[] = []
    made.sync({ now: until, scope: [], onChange: (change) => changes.push(change) })
    expect(changes).toMatchObject([{ path: file, inLists: false, inPictures: true }])
    for (const url of urls) {
      const { body } = await machineFile(made, url, until)
      expect(body).not.toContain(hash)
      expect(body).not.toContain('Low tide')
      expect(body).toContain(pictureHash(others))
    }
    expect(publicPicture(made.db, hash, until)).toBeUndefined()
    expect(publicPicture(made.db, pictureHash(others), until)).toBeDefined()
    expect(nextDue(made.db)).toBeUndefined()
  })

  it('is no longer served even if the file cannot be used, and the lead picture stays', () => {
    made.write(file, 'no fields')
    made.sync({ now: until - 1, scope: [file] })
    expect(publicPicture(made.db, hash, until - 1)).toBeDefined()
    made.sync({ now: until, scope: [] })
    expect(publicPicture(made.db, hash, until)).toBeUndefined()
    expect(findStory(made.db, { day: '2025-05-16', slug: 'talks' }, lang)?.fields.image).toBeDefined()
  })

  it('does not keep the story from expiring on time', () => {
    made.write(file, text({ expires: '2025-05-20T13:00:00Z' }))
    made.sync({ scope: [file] })
    expect(nextDue(made.db)).toBe(Date.parse('2025-05-20T13:00:00Z'))
  })
})
