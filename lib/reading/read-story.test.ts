import { describe, expect, it } from 'vitest'
import { storyText } from '../testing/newsroom.ts'
import { testPicture } from '../testing/pictures.ts'
import {
  fieldProblems,
  pagePath,
  problemLines,
  readPage,
  readStory,
  storyPath,
  valueIn,
} from '../testing/reading.ts'

const picture = 'articles/2025/05/16/a.jpg'
const isMissing = 'is not there. Put the file beside the story, or correct its name.'

describe('a story', () => {
  it('is its path, its fields, its body and what it points to', () => {
    const body = 'As [reported](../15/before.en.md).\n\n![A table](a.jpg)\n'
    const { fields, ...story } = valueIn(readStory(storyText({}, body), storyPath, [picture]))
    expect(story).toEqual({
      day: '2025-05-16',
      slug: 'talks',
      lang: 'en',
      body,
      links: [{ target: 'articles/2025/05/15/before.en.md', line: 7, column: 4 }],
      advice: [],
      pictures: [{ ...testPicture, path: picture }],
      media: [],
    })
    expect(fields.title).toBe('A headline')
  })

  it('shows its lead picture first', () => {
    const lead = 'articles/2025/05/16/lead.webp'
    const source = storyText({ image: '{ src: lead.webp, alt: A hall }' }, '![A table](a.jpg)')
    expect(valueIn(readStory(source, storyPath, [picture, lead])).pictures.map(({ path }) => path)).toEqual([
      lead,
      picture,
    ])
  })

  it.each([
    ['articles/2025/05/16/talks.md', 'The file’s name says no language. Name it talks.en.md.'],
    [
      'articles/2025/05/16/talks.tlh.md',
      '"tlh" is not a language of this site. Use one of: en, ar, zh-Hans; or add it to site.yaml.',
    ],
    [
      'articles/2025/05/16/Two Words.en.md',
      '"Two Words" cannot stand in a URL. Rename the file to two-words.en.md.',
    ],
    [
      'articles/2025/02/30/talks.en.md',
      '2025-02-30 is not a day of the calendar. Move the story to the folder of its day.',
    ],
    ['articles/2025/talks.en.md', 'A story lies in a folder of its day. Move it to articles/YYYY/MM/DD/.'],
  ])('at %s is not read', (path, message) => {
    expect(problemLines(readStory(storyText(), path))).toEqual([`${path}:1:1: ${message}`])
  })

  it('that cannot be parsed is reported as such', () => {
    expect(problemLines(readStory('Body alone'))).toEqual([
      `${storyPath}:1:1: The file has no front matter. Begin the file with a line ---, then fields such as "title: …", then a line ---.`,
    ])
  })

  it('has all its problems reported together, of fields and of body', () => {
    const source = storyText({ section: 'wrold', kind: 'nws' }, 'Fine.\n\nA <font>red</font> word.')
    expect(problemLines(readStory(source)).map((line) => line.slice(storyPath.length + 1))).toEqual([
      '4:10: `section` names no section of this newsroom: "wrold". Did you mean "world"? New ones go into site.yaml.',
      '6:7: `kind` is "nws", which is not known. Use one of: news, analysis, opinion, explainer, live, gallery, video, correction.',
      '10:3: Raw HTML is not shown: <font>. Write it in Markdown, or remove it.',
    ])
  })

  it('counts lines and columns in a file with a byte order mark and CRLF', () => {
    const source = `\uFEFF${storyText({ kind: 'nws' }, 'Fine.\n\nA <nav> here.')}`.replaceAll('\n', '\r\n')
    expect(problemLines(readStory(source)).map((line) => line.slice(storyPath.length + 1, -1))).toEqual([
      expect.stringMatching(/^6:7: `kind` is "nws"/),
      expect.stringMatching(/^10:3: Raw HTML is not shown: <nav>/),
    ])
  })
})

describe('the lead picture', () => {
  it.each([
    [
      'without a description',
      '{ src: a.jpg }',
      '6:8: `image.alt` is missing. Describe the picture for those who cannot see it.',
    ],
    [
      'with an empty description',
      '{ src: a.jpg, alt: "" }',
      '6:27: `image.alt` is empty. Describe the picture for those who cannot see it.',
    ],
    [
      'without a file',
      '{ alt: b }',
      '6:8: `image.src` is missing. Name a picture file that lies beside the story.',
    ],
    [
      'that is only a name',
      'a.jpg',
      '6:8: `image` is not a picture. Write src, alt and perhaps caption, credit and until on lines of their own under image:.',
    ],
    ['that is missing', '{ src: b.jpg, alt: c }', `6:15: The picture b.jpg ${isMissing}`],
    [
      'outside of the content folder',
      '{ src: ../../../../../etc/passwd.jpg, alt: c }',
      `6:15: The picture ../../../../../etc/passwd.jpg ${isMissing}`,
    ],
    [
      'at an absolute path',
      '{ src: /etc/a.jpg, alt: c }',
      '6:15: This picture is not the newsroom’s own: /etc/a.jpg. Save it beside the story and name the file.',
    ],
    [
      'on another server',
      '{ src: "https://example.org/a.jpg", alt: c }',
      '6:15: This picture is not the newsroom’s own: https://example.org/a.jpg. Save it beside the story and name the file.',
    ],
    [
      'that can carry script',
      '{ src: a.svg, alt: c }',
      '6:15: a.svg is not a picture the site shows. Use .avif, .gif, .jpeg, .jpg, .png, .webp.',
    ],
  ])('%s', (_, image, problem) => {
    expect(fieldProblems({ image }, [picture])).toEqual([problem])
  })
})

describe('a standing page', () => {
  const good = '---\ntitle: About us\n---\nSee [terms](terms.en.md).\n\n![The house](house.png)\n'

  it('is its path, its fields, its body and what it points to', () => {
    expect(valueIn(readPage(good, pagePath, ['pages/house.png']))).toEqual({
      page: 'about',
      lang: 'en',
      fields: { title: 'About us' },
      body: 'See [terms](terms.en.md).\n\n![The house](house.png)\n',
      links: [{ target: 'pages/terms.en.md', line: 4, column: 5 }],
      advice: [],
      pictures: [{ ...testPicture, path: 'pages/house.png' }],
      media: [],
    })
  })

  it('may have a summary and a date', () => {
    const source = '---\ntitle: About\nsummary: Who we are.\nupdated: 2025-05-16T14:05:00Z\n---\n'
    expect(valueIn(readPage(source)).fields).toEqual({
      title: 'About',
      summary: 'Who we are.',
      updated: Date.parse('2025-05-16T14:05:00Z'),
    })
  })

  it.each([
    [
      'no front matter',
      'About us',
      '1:1: The file has no front matter. Begin the file with a line ---, then fields such as "title: …", then a line ---.',
    ],
    ['no title', '---\nsummary: a\n---\n', '1:1: `title` is missing. Add a heading: title: "…".'],
    [
      'a date without a zone',
      '---\ntitle: a\nupdated: 2025-05-16\n---\n',
      '3:10: `updated` "2025-05-16" has no time zone and no time. Write a date, a time and a zone, such as 2025-05-16T14:05:00+03:00.',
    ],
    [
      'a misspelt field',
      '---\ntitle: a\nsumary: b\n---\n',
      '3:1: Unknown field `sumary`. Did you mean "summary"?',
    ],
    [
      'a field of stories',
      '---\ntitle: a\nsection: world\n---\n',
      '3:1: Unknown field `section`. Use one of: title, summary, updated.',
    ],
    [
      'raw HTML',
      '---\ntitle: a\n---\n<script>alert(1)</script>\n',
      '4:1: Raw HTML is not shown: <script>alert(1)</script>. Write it in Markdown, or remove it.',
    ],
    ['a missing picture', '---\ntitle: a\n---\n![b](c.jpg)\n', `4:1: The picture c.jpg ${isMissing}`],
  ])('with %s is reported', (_, source, problem) => {
    expect(problemLines(readPage(source))).toEqual([`${pagePath}:${problem}`])
  })

  it.each([
    ['pages/legal/terms.en.md', 'Standing pages lie in pages/ itself. Move the file there.'],
    ['pages/terms.md', 'The file’s name says no language. Name it terms.en.md.'],
    [
      'pages/Terms of use.en.md',
      '"Terms of use" cannot stand in a URL. Rename the file to terms-of-use.en.md.',
    ],
  ])('at %s is not read', (path, message) => {
    expect(problemLines(readPage(good, path))).toEqual([`${path}:1:1: ${message}`])
  })
})
