import { describe, expect, it } from 'vitest'
import { mediaOf, publicMedia } from '../index/queries/media-queries.ts'
import { findStory } from '../index/queries/story-queries.ts'
import { feedOf } from '../machines/feeds/feed.ts'
import { structuredData } from '../machines/seo/structured-data.ts'
import { storyMarkdown } from '../machines/story-files/story-markdown.ts'
import { proseHtml } from '../page/story-prose.ts'
import { testCaptions, testMp3, testMp4 } from '../testing/media.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testPageContext } from '../testing/page-context.ts'
import { testPng } from '../testing/pictures.ts'

const day = 'articles/2025/05/16'
const body =
  '::video[فيلم *قصير*]{src="film.mp4" poster="still.png" captions="film.ar.vtt"}\n\n::audio{src="声音.mp3"}\n'

function newsroomWith(files: Record<string, string | Uint8Array> = {}): TestNewsroom {
  const made = testNewsroom({
    'site.yaml': `${siteYaml}embeds: [player.example]\n`,
    [`${day}/a.ar.md`]: storyText({}, body),
    [`${day}/film.mp4`]: testMp4(),
    [`${day}/still.png`]: testPng(1600, 900),
    [`${day}/film.ar.vtt`]: testCaptions,
    [`${day}/声音.mp3`]: testMp3,
    [`${day}/unused.mp4`]: testMp4(9),
    ...files,
  })
  made.sync()
  return made
}

const paths = (made: TestNewsroom) => [...mediaOf(made.db, `${day}/a.ar.md`).keys()]
const hashOf = (made: TestNewsroom, name: string) =>
  mediaOf(made.db, `${day}/a.ar.md`).get(`${day}/${name}`)?.hash ?? ''

describe('media in the index', () => {
  it('are those a public story plays, by the address of their kind', () => {
    const made = newsroomWith()
    expect(made.problems()).toEqual([])
    expect(paths(made)).toEqual([`${day}/film.ar.vtt`, `${day}/film.mp4`, `${day}/声音.mp3`])
    const hash = hashOf(made, 'film.mp4')
    expect(publicMedia(made.db, hash, 'video.mp4')).toMatchObject({
      path: `${day}/film.mp4`,
      bytes: testMp4().length,
    })
    for (const file of ['video.webm', 'audio.mp4', 'film.mp4', '../film.mp4', '800.avif'])
      expect(publicMedia(made.db, hash, file), file).toBeUndefined()
    expect(publicMedia(made.db, 'fedcba9876543210', 'video.mp4')).toBeUndefined()
  })

  it.each([
    ['a draft', { status: 'draft' }],
    ['an embargoed one', { date: '2025-06-16T14:05:00Z' }],
    ['a withdrawn one', { status: 'withdrawn' }],
    ['an expired one', { expires: '2025-05-17T14:05:00Z' }],
  ])('are not those of %s', (_, fields) => {
    expect(paths(newsroomWith({ [`${day}/a.ar.md`]: storyText(fields, body) }))).toEqual([])
  })

  it('are removed when a story’s time is up or its file is gone', () => {
    const fields = { expires: '2025-05-20T12:01:00Z' }
    const made = newsroomWith({ [`${day}/a.ar.md`]: storyText(fields, body) })
    expect(paths(made)).toHaveLength(3)
    made.sync({ now: testNow + 120_000 })
    expect(paths(made)).toEqual([])
    const other = newsroomWith()
    other.remove(`${day}/a.ar.md`)
    other.sync()
    expect(paths(other)).toEqual([])
  })

  it('are inspected again when their file changes, named or not', () => {
    const made = newsroomWith()
    const before = hashOf(made, 'film.mp4')
    made.write(`${day}/film.mp4`, testMp4(100))
    made.sync({ scope: [`${day}/film.mp4`] })
    const after = hashOf(made, 'film.mp4')
    expect(after).not.toBe(before)
    made.write(`${day}/film.mp4`, testMp4(200))
    made.sync()
    expect(hashOf(made, 'film.mp4')).not.toBe(after)
    expect(made.sync().read).toBe(0)
  })

  it('that are not media are a problem of the story, at its line', () => {
    const made = newsroomWith({ [`${day}/film.mp4`]: 'This is text.' })
    expect(made.problems()).toEqual([
      `${day}/a.ar.md:7:1: The video film.mp4 is not what its name says. Save it as MP4 or WebM.`,
    ])
    made.write(`${day}/film.mp4`, testMp4())
    made.sync({ scope: [`${day}/film.mp4`] })
    expect(made.problems()).toEqual([])
  })
})

describe('the uses of media', () => {
  const made = newsroomWith()
  const context = testPageContext(made, 'ar')
  const story = findStory(made.db, { day: '2025-05-16', slug: 'a' }, 'ar')
  const address = (name: string, file: string) => `/media/${hashOf(made, name)}/${file}`

  it('the page plays them', async () => {
    const html = story ? await proseHtml(context, story) : ''
    expect(html).toContain(`src="${address('film.mp4', 'video.mp4')}"`)
    expect(html).toContain(
      `<track kind="captions" src="${address('film.ar.vtt', 'captions.vtt')}" srclang="ar"`,
    )
    expect(html).toContain(`<audio src="${address('声音.mp3', 'audio.mp3')}"`)
    expect(html).toMatch(/poster="\/media\/[0-9a-f]{16}\/800\.jpg" width="1600" height="900"/)
  })

  it('the structured data describes them', () => {
    const data = JSON.parse(
      JSON.stringify(structuredData(context, { kind: 'story', day: '2025-05-16', slug: 'a' })),
    )
    const [article] = data['@graph']
    const origin = context.siteUrl
    expect(article.video).toEqual([
      {
        '@type': 'VideoObject',
        name: 'فيلم قصير',
        description: 'فيلم قصير',
        uploadDate: '2025-05-16T14:05:00+03:00',
        contentUrl: origin + address('film.mp4', 'video.mp4'),
        encodingFormat: 'video/mp4',
        contentSize: String(testMp4().length),
        thumbnailUrl: expect.stringMatching(/^https:\/\/post\.example\/media\/[0-9a-f]{16}\/1600\.jpg$/),
      },
    ])
    expect(article.audio).toEqual([
      expect.objectContaining({ '@type': 'AudioObject', name: 'A headline', encodingFormat: 'audio/mpeg' }),
    ])
  })

  it('feeds and the Markdown version name them', async () => {
    const [item] = (await feedOf(context, undefined)).items
    const film = { type: 'video/mp4', bytes: testMp4().length, title: 'فيلم قصير' }
    expect(item?.media).toEqual([
      { url: context.siteUrl + address('film.mp4', 'video.mp4'), ...film },
      {
        url: context.siteUrl + address('声音.mp3', 'audio.mp3'),
        type: 'audio/mpeg',
        bytes: testMp3.length,
        title: '',
      },
    ])
    const markdown = story ? await storyMarkdown(context, story) : ''
    expect(markdown).toContain(`[فيلم قصير](${context.siteUrl}${address('film.mp4', 'video.mp4')})`)
  })
})

describe('embeds', () => {
  const embed = '::embed[地图]{src="https://player.example/1"}\n'
  const path = `${day}/b.zh-Hans.md`
  const html = async (made: TestNewsroom) => {
    const found = findStory(made.db, { day: '2025-05-16', slug: 'b' }, 'zh-Hans')
    return found ? proseHtml(testPageContext(made, 'zh-Hans'), found) : 'none'
  }

  it('need their host in the settings, and are shown once it is there', async () => {
    const made = newsroomWith({ [path]: storyText({}, embed), 'site.yaml': siteYaml })
    expect(made.problems()).toEqual([
      `${path}:7:1: Stories of this newsroom embed nothing from player.example. Add it to embeds in site.yaml, or write a link: [地图](https://player.example/1).`,
    ])
    made.write('site.yaml', `${siteYaml}embeds: [player.example]\n`)
    made.sync({ scope: ['site.yaml'] })
    expect(made.problems()).toEqual([])
    expect(await html(made)).toContain('data-embed="https://player.example/1"')
    made.write('site.yaml', siteYaml)
    made.sync({ scope: ['site.yaml'] })
    expect(await html(made)).not.toContain('data-embed')
  })

  it('never frame a page of this site', async () => {
    const made = newsroomWith({
      [path]: storyText({}, '::embed[A]{src="https://post.example/en"}\n'),
      'site.yaml': `${siteYaml}embeds: [post.example]\n`,
    })
    expect(await html(made)).toContain('href="https://post.example/en"')
    expect(await html(made)).not.toContain('data-embed')
  })

  it.each([
    'https://player.example',
    'player.example/x',
    'Player.example',
    'player',
    '*.example',
    'a b.example',
    'player.example:80',
  ])('%s is no host', (host) => {
    const made = testNewsroom({ 'site.yaml': `${siteYaml}embeds: ["${host}"]\n` })
    made.sync()
    expect(made.problems()[0]).toMatch(/^site\.yaml:10:\d+: `embeds/)
    expect(made.newsroom().site.embeds).toEqual([])
  })
})
