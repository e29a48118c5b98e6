import { XMLParser, XMLValidator } from 'fast-xml-parser'
import matter from 'gray-matter'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { machineFile, machineSite } from '../../testing/machine.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../../testing/newsroom.ts'
import { testPng } from '../../testing/pictures.ts'

const day = 'articles/2025/05/16'
const nasty = `</script> "A" & 'B' ]]> ⛴️ \u200fab\u200e --- ${'long '.repeat(50)}end`

let newsroom: TestNewsroom

beforeAll(() => {
  newsroom = testNewsroom({
    ...Object.fromEntries(
      ['en', 'ar', 'zh-Hans'].map((lang) => [
        `${day}/hard.${lang}.md`,
        storyText(
          {
            title: JSON.stringify(nasty),
            summary: '"<b>x</b>: y # z"',
            kind: 'analysis',
            updated: '2025-05-17T00:30:00+02:00',
            authors: '[ada, { name: Guest, url: "mailto:g@guest.example" }]',
            topics: '[rising-seas]',
            image: '{ src: pier.jpg, alt: A, credit: Ada }',
            corrections: '[{ date: 2025-05-17T01:00:00+03:00, text: "It was 84." }]',
            aliases: `[/old/secret-${lang}]`,
            expires: '2025-05-21T12:00:00Z',
          },
          'See [it](easy.en.md) and [that](draft.en.md).<!-- secret -->\n\n![In](pier.jpg)\n',
        ),
      ]),
    ),
    [`${day}/easy.en.md`]: storyText({ title: 'Easy' }),
    [`${day}/draft.en.md`]: storyText({ status: 'draft', title: 'Secret' }),
    [`${day}/pier.jpg`]: testPng(1200, 800),
  })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
})

describe.each(['en', 'ar', 'zh-Hans'])('the Markdown of a story in %s', (lang) => {
  const read = () => machineFile(newsroom, `/${lang}/world/2025-05-16/hard.md`)

  it('has front matter of what readers may see, with absolute addresses and zones', async () => {
    const { data } = matter((await read()).body, { engines: { yaml: parse as never } })
    const others = ['en', 'ar', 'zh-Hans'].filter((other) => other !== lang)
    expect(data).toMatchObject({
      title: nasty,
      summary: '<b>x</b>: y # z',
      date: '2025-05-16T14:05:00+03:00',
      updated: '2025-05-17T01:30:00+03:00',
      lang,
      url: `${machineSite}/${lang}/world/2025-05-16/hard`,
      authors: ['Ada Writer', 'Guest'],
      kind: 'analysis',
      image: {
        src: `${machineSite}/media/${pictureHash(testPng(1200, 800))}/1200.jpg`,
        alt: 'A',
        credit: 'Ada',
      },
      corrections: [{ date: '2025-05-17T01:00:00+03:00', text: 'It was 84.' }],
      translations: Object.fromEntries(
        others.map((tag) => [tag, `${machineSite}/${tag}/world/2025-05-16/hard`]),
      ),
    })
    for (const field of ['aliases', 'expires', 'status']) expect(data).not.toHaveProperty(field)
  })

  it('has the text with absolute addresses, and nothing private', async () => {
    const { body } = await read()
    expect(body).toContain(`See [it](${machineSite}/en/world/2025-05-16/easy) and that.\n`)
    expect(body).toContain(`![In](${machineSite}/media/${pictureHash(testPng(1200, 800))}/1200.jpg)`)
    expect(body).not.toMatch(/secret|guest\.example/i)
  })

  it('is for tools, not for search results, and is gone when the story is', async () => {
    expect((await read()).headers).toMatchObject({
      'Content-Type': 'text/markdown; charset=utf-8',
      'X-Robots-Tag': 'noindex',
      'Surrogate-Key': expect.stringContaining('story:2025-05-16/hard'),
      'Surrogate-Control': 'max-age=86400',
    })
  })

  describe('as oEmbed', () => {
    const url = `${machineSite}/${lang}/world/2025-05-16/hard`
    const ask = (query: string) => machineFile(newsroom, `/oembed?url=${encodeURIComponent(url)}${query}`)

    it('is a quotation without script in its language and direction', async () => {
      const { status, body, headers } = await ask('')
      const embed = JSON.parse(body)
      expect(status).toBe(200)
      expect(headers['Content-Type']).toBe('application/json')
      expect(embed).toMatchObject({
        version: '1.0',
        type: 'rich',
        title: nasty,
        author_name: 'Ada Writer',
        author_url: `${machineSite}/${lang}/authors/ada`,
        provider_url: `${machineSite}/${lang}`,
        width: 600,
        height: 240,
      })
      expect(embed.html).toContain(
        `<blockquote lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}" cite="${url}">`,
      )
      expect(embed.html).toContain('&lt;/script&gt; &quot;A&quot;')
      expect(embed.html).not.toMatch(/<script|<b>|style=| on\w+=/)
    })

    it('gives the same in XML', async () => {
      const { body, headers } = await ask('&format=xml')
      expect(headers['Content-Type']).toBe('text/xml; charset=utf-8')
      expect(XMLValidator.validate(body)).toBe(true)
      const { oembed } = new XMLParser({ trimValues: false }).parse(body)
      expect(oembed).toMatchObject({
        type: 'rich',
        title: nasty,
        width: 600,
        html: JSON.parse((await ask('')).body).html,
        thumbnail_url: JSON.parse((await ask('')).body).thumbnail_url,
        thumbnail_height: 675,
      })
    })

    const folder = `${machineSite}/media/${pictureHash(testPng(1200, 800))}`
    it.each([
      ['', `${folder}/16x9.jpg`, 1200, 675],
      ['&maxwidth=1199', `${folder}/800.jpg`, 800, 533],
      ['&maxwidth=600&maxheight=500', `${folder}/400.jpg`, 400, 267],
      ['&maxheight=266', undefined, undefined, undefined],
    ])('has the largest picture that fits: %s', async (query, src, width, height) => {
      const embed = JSON.parse((await ask(query)).body)
      expect([embed.thumbnail_url, embed.thumbnail_width, embed.thumbnail_height]).toEqual([
        src,
        width,
        height,
      ])
    })
  })
})

describe('oEmbed', () => {
  const status = async (query: string) => (await machineFile(newsroom, `/oembed${query}`)).status
  const story = `${machineSite}/en/world/2025-05-16/easy`

  it.each([
    ['no address', '', 400],
    ['a format there is not', `?url=${story}&format=yaml`, 501],
    ['no URL', '?url=x', 404],
    ['another site', '?url=https://other.example/en/world/2025-05-16/easy', 404],
    ['this site over another protocol', `?url=${story.replace('https', 'http')}`, 404],
    ['a front page', `?url=${machineSite}/ar`, 404],
    ['a draft', `?url=${machineSite}/en/world/2025-05-16/draft`, 404],
    ['a story there is not', `?url=${machineSite}/zh-Hans/world/2025-05-16/easy`, 404],
    ['a file', `?url=${machineSite}/robots.txt`, 404],
    ['the story', `?url=${story}?utm_source=x`, 200],
    ['the story elsewhere', `?url=${machineSite}/EN/sport/2025-05-16/Easy/`, 200],
    ['an old path of a story', `?url=${machineSite}/old/secret-zh-Hans`, 200],
  ])('of %s', async (_, query, expected) => {
    expect(await status(query)).toBe(expected)
  })

  it.each([
    ['maxwidth=599', 'link'],
    ['maxheight=100', 'link'],
    ['maxwidth=600&maxheight=240', 'rich'],
    ['maxwidth=many', 'rich'],
  ])('with %s is a %s', async (query, type) => {
    const embed = JSON.parse((await machineFile(newsroom, `/oembed?url=${story}&${query}`)).body)
    expect(embed.type).toBe(type)
    if (type === 'link') expect(embed).not.toHaveProperty('html')
  })

  it.each([
    ['', 1200],
    ['&maxwidth=1200&maxheight=630', 1200],
    ['&maxwidth=1199', undefined],
  ])('of a story without a picture has its card, if that fits: %s', async (query, width) => {
    const embed = JSON.parse((await machineFile(newsroom, `/oembed?url=${story}${query}`)).body)
    expect(embed.thumbnail_width).toBe(width)
    if (width) {
      expect(embed.thumbnail_height).toBe(630)
      expect(embed.thumbnail_url).toMatch(/\/media\/[0-9a-f]{16}\/preview\/en\/world\/2025-05-16\/easy\.png$/)
    } else expect(embed).not.toHaveProperty('thumbnail_url')
  })

  it('is not kept by shared caches, since the answer depends on the query', async () => {
    for (const query of ['', `?url=${story}`, '?url=x'])
      expect((await machineFile(newsroom, `/oembed${query}`)).headers['Cache-Control']).toMatch(/^private/)
  })
})
