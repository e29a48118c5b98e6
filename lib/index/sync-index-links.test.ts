import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { isPublicPicture, testPng } from '../testing/pictures.ts'
import { findStory, storyAtPath } from './queries/story-queries.ts'

const day = 'articles/2025/05/16'
const path = `${day}/talks.en.md`
const key = { day: '2025-05-16', slug: 'talks' }
const deadLink = (target: string) => `The link leads to no file: ${target}. Correct it, or remove the link.`

describe('links between files', () => {
  const linking = storyText({}, 'Fine.\n\nAs [reported](../15/before.en.md).\n')
  const target = 'articles/2025/05/15/before.en.md'

  it('to a missing file are reported, and the story is shown', () => {
    const made = testNewsroom({ [path]: linking })
    made.sync()
    expect(made.problems()).toEqual([`${path}:9:4: ${deadLink(target)}`])
    expect(findStory(made.db, key, 'en')).toBeDefined()
  })

  it('are good once the file is there, though the story has not changed', () => {
    const made = testNewsroom({ [path]: linking })
    made.sync()
    made.write(target, storyText())
    expect(made.sync()).toMatchObject({ read: 1 })
    expect(made.problems()).toEqual([])
  })

  it('are dead once the file is gone', () => {
    const made = testNewsroom({ [path]: linking, [target]: storyText() })
    made.sync()
    expect(made.problems()).toEqual([])
    made.remove(target)
    made.sync()
    expect(made.problems()).toEqual([`${path}:9:4: ${deadLink(target)}`])
  })

  it('are forgotten with the file that contains them', () => {
    const made = testNewsroom({ [path]: linking })
    made.sync()
    made.write(path, storyText())
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it.each([
    ['a draft', storyText({ status: 'draft' })],
    ['an embargoed story', storyText({ date: new Date(testNow + 1000).toISOString() })],
    ['a withdrawn story', storyText({ status: 'withdrawn' })],
  ])('to %s are no mistake', (_, text) => {
    const made = testNewsroom({ [path]: linking, [target]: text })
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it('of a draft are checked too', () => {
    const made = testNewsroom({ [path]: storyText({ status: 'draft' }, '[a](b.en.md)') })
    made.sync()
    expect(made.problems()).toEqual([`${path}:8:1: ${deadLink(`${day}/b.en.md`)}`])
  })

  it('of pages, and to pages, are checked too', () => {
    const made = testNewsroom({
      'pages/about.en.md':
        '---\ntitle: About\n---\n[Terms](terms.en.md), [talks](../articles/2025/05/16/talks.en.md)\n',
      [path]: storyText({}, '[About](../../../../pages/about.en.md)'),
    })
    made.sync()
    expect(made.problems()).toEqual([`pages/about.en.md:4:1: ${deadLink('pages/terms.en.md')}`])
  })

  it('out of the content folder are dead', () => {
    const made = testNewsroom({ [path]: storyText({}, '[a](../../../../../README.md)') })
    made.sync()
    expect(made.problems()).toEqual([`${path}:7:1: ${deadLink('../README.md')}`])
  })

  it.each(['caf\u00e9.en.md', 'cafe\u0301.en.md', 'caf%C3%A9.en.md'])(
    'find a file whose name is stored decomposed: %s',
    (url) => {
      const stored = `${day}/cafe\u0301.en.md`
      const made = testNewsroom({ [path]: storyText({}, `[a](${url})`), [stored]: storyText() })
      made.sync()
      expect(made.problems()).toEqual([])
      expect(storyAtPath(made.db, `${day}/caf\u00e9.en.md`)?.path).toBe(stored)
      expect(storyAtPath(made.db, stored)?.path).toBe(stored)
    },
  )
})

describe('pictures', () => {
  const lead = `${day}/lead.jpg`
  const inline = `${day}/inline.png`
  const pictures = {
    [lead]: testPng(1200, 800),
    [inline]: testPng(3, 2),
    [`${day}/unused.jpg`]: testPng(2, 2),
  }
  const showing = (fields: Record<string, string> = {}) =>
    storyText({ image: '{ src: lead.jpg, alt: A hall }', ...fields }, '![A table](inline.png)')

  it('of a public story are public, no others', () => {
    const made = testNewsroom({ ...pictures, [path]: showing() })
    made.sync()
    expect(isPublicPicture(made.db, lead)).toBe(true)
    expect(isPublicPicture(made.db, inline)).toBe(true)
    expect(isPublicPicture(made.db, `${day}/unused.jpg`)).toBe(false)
    expect(isPublicPicture(made.db, path)).toBe(false)
  })

  it.each([
    ['a draft', { status: 'draft' }],
    ['an embargoed story', { date: new Date(testNow + 1000).toISOString() }],
    ['a withdrawn story', { status: 'withdrawn' }],
    ['an expired story', { expires: new Date(testNow).toISOString() }],
  ])('of %s are not public', (_, fields) => {
    const made = testNewsroom({ ...pictures, [path]: showing(fields) })
    made.sync()
    expect(made.problems()).toEqual([])
    expect(isPublicPicture(made.db, lead)).toBe(false)
    expect(isPublicPicture(made.db, inline)).toBe(false)
  })

  it('that two stories show stay public with either of them', () => {
    const made = testNewsroom({ ...pictures, [path]: showing(), [`${day}/more.en.md`]: showing() })
    made.sync()
    made.remove(path)
    made.sync()
    expect(isPublicPicture(made.db, lead)).toBe(true)
    made.remove(`${day}/more.en.md`)
    made.sync()
    expect(isPublicPicture(made.db, lead)).toBe(false)
  })

  it('of a page are public', () => {
    const made = testNewsroom({
      'pages/house.webp': testPng(3, 2),
      'pages/about.en.md': '---\ntitle: About\n---\n![The house](house.webp)\n',
    })
    made.sync()
    expect(isPublicPicture(made.db, 'pages/house.webp')).toBe(true)
  })

  it('that are added make the story that needs them good', () => {
    const made = testNewsroom({ [path]: storyText({}, '![A table](inline.png)') })
    made.sync()
    expect(made.problems()).toEqual([
      `${path}:7:1: The picture inline.png is not there. Put the file beside the story, or correct its name.`,
    ])
    made.write(inline, testPng(3, 2))
    expect(made.sync()).toMatchObject({ changed: true })
    expect(made.problems()).toEqual([])
    expect(isPublicPicture(made.db, inline)).toBe(true)
  })
})

describe('advice about pictures', () => {
  it('is reported, and keeps nothing off the site', () => {
    const folder = 'articles/2025/05/16'
    const story = `${folder}/talks.ar.md`
    const made = testNewsroom({
      [story]: storyText({ image: '{ src: quay.jpg, alt: صورة }' }, '![](quay.jpg)\n'),
      [`${folder}/quay.jpg`]: testPng(300, 200),
    })
    made.sync()
    expect(made.problems()).toEqual([
      `${story}:6:15: The description of quay.jpg says nothing: "صورة". Say what the picture shows.`,
      `${story}:6:15: The picture quay.jpg is 300 pixels wide; at the head of a story it needs 1200. Save it larger.`,
      `${story}:8:1: The picture quay.jpg has no description. Say what it shows, for those who cannot see it.`,
    ])
    expect(isPublicPicture(made.db, `${folder}/quay.jpg`)).toBe(true)
    made.sync()
    expect(made.problems()).toHaveLength(3)
    made.write(`${folder}/quay.jpg`, testPng(1200, 800))
    made.write(story, storyText({ image: '{ src: quay.jpg, alt: قارب عند الرصيف }' }))
    made.sync()
    expect(made.problems()).toEqual([])
  })
})
