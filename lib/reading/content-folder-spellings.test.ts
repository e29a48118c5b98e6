import { describe, expect, it } from 'vitest'
import { latestStories } from '../index/queries/story-queries.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'

describe('names that can be spelt in two ways', () => {
  const [nfc, nfd] = ['caf\u00e9', 'cafe\u0301']

  it.each([
    [nfd, nfc],
    [nfc, nfd],
  ])('are found: %j on disk, %j in the text', (onDisk, written) => {
    const day = 'articles/2025/05/16'
    const made = testNewsroom({
      [`${day}/${onDisk}.png`]: testPng(1600, 900),
      [`authors/${onDisk}.yaml`]: 'name: Ada',
      [`${day}/${onDisk}.en.md`]: storyText(),
      [`${day}/a.en.md`]: storyText(
        {
          authors: `[${written.normalize('NFC')}]`,
          image: `{ src: ${written}.png, alt: A ferry at the pier }`,
        },
        `![A pier at dawn](${written}.png)\n\n[a](${written}.en.md)\n`,
      ),
    })
    made.sync()
    expect(made.problems()).toEqual([])
    expect(
      latestStories(made.db, 'en', 9)
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual(['a', nfc])
    // A new picture that replaces the old one reaches the story by either name.
    made.write(`${day}/${onDisk}.png`, testPng(1800, 1000))
    made.sync({ scope: [`${day}/${onDisk}.png`] })
    expect(
      latestStories(made.db, 'en', 9).find(({ slug }) => slug === 'a')?.fields.image?.picture.width,
    ).toBe(1800)
  })

  it('lead out of the folder no more than others do', () => {
    const made = testNewsroom()
    expect(made.folder.locate(`../${nfc}.png`)).toBeUndefined()
    expect(made.folder.locate(`${nfc}/../../${nfd}`)).toBeUndefined()
  })
})
