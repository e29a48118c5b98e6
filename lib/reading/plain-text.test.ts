import { describe, expect, it } from 'vitest'
import { siteYaml, storyText, testNewsroom } from '../testing/newsroom.ts'
import { fieldProblems, readStory, storyPath, valueIn } from '../testing/reading.ts'

const override = '\\u202e'
const isolate = '\\u2067'
const filler = '\\u3164\\u200b\\ufe0f'
const picture = 'articles/2025/05/16/a.jpg'

function fieldsOf(fields: Record<string, string>) {
  return valueIn(readStory(storyText(fields), storyPath, [picture])).fields
}

describe('texts shown beside others', () => {
  it('are closed where they would turn the direction of what follows', () => {
    const text = `"A ${override}nac"`
    const closed = 'A \u202enac\u202c'
    const found = fieldsOf({
      title: text,
      summary: text,
      dateline: text,
      ai: text,
      sources: `[${text}]`,
      authors: `[{ name: ${text} }]`,
      corrections: `[{ date: "2025-05-17T09:00:00Z", text: ${text} }]`,
      image: `{ src: a.jpg, alt: ${text}, caption: ${text}, credit: ${text} }`,
    })
    expect(found).toMatchObject({
      title: closed,
      summary: closed,
      dateline: closed,
      ai: closed,
      sources: [closed],
      authors: [{ name: closed }],
      corrections: [{ text: closed }],
      image: { alt: closed, caption: closed, credit: closed },
    })
  })

  it('stay as they are where they end what they begin', () => {
    const arabic = 'قال \u2067Reuters\u2069 في \u200f2025\u200e \u202bاليوم\u202c'
    expect(fieldsOf({ title: arabic, summary: arabic })).toMatchObject({ title: arabic, summary: arabic })
  })

  it('of the newsroom are closed too', () => {
    const made = testNewsroom({
      'site.yaml': siteYaml.replace('name: Sport', `name: "Sport ${isolate}"`),
      'authors/ada.yaml': `name: { en: "Ada ${override}" }\nrole: "${override}"\n`,
    })
    made.sync()
    expect(made.problems()).toEqual([
      'authors/ada.yaml:2:7: `role` holds nothing that can be seen. Write what the author does.',
    ])
    made.write('authors/ada.yaml', `name: { en: "Ada ${override}" }\n`)
    made.sync()
    expect(made.newsroom()).toMatchObject({
      site: { sections: [{ id: 'world' }, { name: 'Sport \u2067\u2069' }] },
      authors: { ada: { name: { en: 'Ada \u202e\u202c' } } },
    })
  })
})

describe('what programs read', () => {
  const turned = 'holds an invisible mark that turns the direction of letters. Type it anew.'

  it.each([
    ['a picture’s name', { image: `{ src: "a${override}gpj.exe", alt: A pier }` }, '6:15: `image.src`'],
    ['an alias', { aliases: `["/a${isolate}b"]` }, '6:11: `aliases[1]`'],
    [
      'an address',
      { authors: `[{ name: A, url: "https://a.example/${override}" }]` },
      '6:27: `authors[1].url`',
    ],
  ])('is refused with such marks: %s', (_, fields, place) => {
    expect(fieldProblems(fields as Record<string, string>)).toEqual([`${place} ${turned}`])
  })

  it('is refused in redirects', () => {
    const made = testNewsroom({ 'redirects.yaml': `"/a${override}b": /en\n/c: "/d${override}"\n` })
    made.sync()
    expect(made.problems()).toEqual([
      `redirects.yaml:1:1: \`/a\\u202eb\` ${turned}`,
      `redirects.yaml:2:5: \`/c\` ${turned}`,
    ])
  })
})

describe('a required text', () => {
  it.each([
    ['title', `"${filler}"`, '2:8: `title` holds nothing that can be seen. Add a headline: title: "…".'],
    [
      'title',
      `"${override}\\u2069"`,
      '2:8: `title` holds nothing that can be seen. Add a headline: title: "…".',
    ],
    ['title', '"\\u00a0"', '2:8: `title` is empty. Add a headline: title: "…".'],
    [
      'summary',
      '"\\u0301\\u2800"',
      '5:10: `summary` holds nothing that can be seen. Add one or two sentences: summary: "…".',
    ],
    [
      'image',
      `{ src: a.jpg, alt: "${filler}" }`,
      '6:27: `image.alt` holds nothing that can be seen. Describe the picture for those who cannot see it.',
    ],
    [
      'authors',
      `[{ name: "${filler}" }]`,
      '6:19: `authors[1].name` holds nothing that can be seen. Write the author’s name.',
    ],
    [
      'topics',
      `["\\u3164"]`,
      '6:10: `topics[1]` cannot stand in a URL: "\u3164". Use lower-case words joined by hyphens, such as "rising-seas".',
    ],
  ])('%s: %s is not one', (field, yaml, problem) => {
    expect(fieldProblems({ [field]: yaml })).toEqual([problem])
  })
})
