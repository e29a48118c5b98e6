import { describe, expect, it } from 'vitest'
import { storyText } from '../testing/newsroom.ts'
import { fieldProblems, problemLines, readStory, storyPath, valueIn } from '../testing/reading.ts'
import { kinds, statuses } from './story-schema.ts'

const quoted = 'Put a number or date in "quotes" to make it text.'
const kindList = `Use one of: ${kinds.join(', ')}.`
const statusList = `Use one of: ${statuses.join(', ')}.`
const isNoPath = 'is not a path. Begin it with / and leave out the host and what follows #.'
const addHeadline = 'Add a headline: title: "…".'

function fieldsOf(fields: Record<string, string>, pictures: readonly string[] = []) {
  return valueIn(readStory(storyText(fields), storyPath, pictures)).fields
}

describe('a good story', () => {
  it('needs no more than four fields', () => {
    expect(fieldsOf({})).toEqual({
      title: 'A headline',
      date: Date.parse('2025-05-16T11:05:00Z'),
      section: 'world',
      summary: 'What happened.',
      authors: [],
      sources: [],
      topics: [],
      kind: 'news',
      status: 'published',
      aliases: [],
      corrections: [],
    })
  })

  it('may have all of them', () => {
    const fields = {
      updated: '2025-05-16T15:00:00Z',
      authors: '[ada, { name: Guest Writer, url: "https://example.org/guest" }]',
      dateline: 'ISTANBUL',
      sources: '[Reuters, Xinhua]',
      topics: '[rising-seas, plain-tag]',
      image: '{ src: a.jpg, alt: A table, caption: The table, credit: Ada }',
      kind: 'analysis',
      status: 'draft',
      expires: '2026-01-01T00:00:00Z',
      aliases: '[/old/path/, /caf%C3%A9]',
      corrections: '[{ date: "2025-05-17T09:00:00Z", text: It was two. }]',
      ai: 'Translated with a machine.',
    }
    expect(fieldsOf(fields, ['articles/2025/05/16/a.jpg'])).toMatchObject({
      updated: Date.parse('2025-05-16T15:00:00Z'),
      authors: ['ada', { name: 'Guest Writer', url: 'https://example.org/guest' }],
      dateline: 'ISTANBUL',
      sources: ['Reuters', 'Xinhua'],
      topics: ['rising-seas', 'plain-tag'],
      image: { src: 'a.jpg', alt: 'A table', caption: 'The table', credit: 'Ada' },
      kind: 'analysis',
      status: 'draft',
      expires: Date.parse('2026-01-01T00:00:00Z'),
      aliases: ['/old/path', '/caf\u00e9'],
      corrections: [{ date: Date.parse('2025-05-17T09:00:00Z'), text: 'It was two.' }],
      ai: 'Translated with a machine.',
    })
  })

  it.each(kinds)('may be of the kind %s', (kind) => {
    expect(fieldsOf({ kind }).kind).toBe(kind)
  })

  it.each(statuses)('may be %s', (status) => {
    expect(fieldsOf({ status }).status).toBe(status)
  })

  it('has its text trimmed', () => {
    expect(fieldsOf({ title: '"  A headline "', summary: '>\n  On two\n  lines.' })).toMatchObject({
      title: 'A headline',
      summary: 'On two lines.',
    })
  })

  it('may be updated at the moment it is published', () => {
    const date = '2025-05-16T11:05:00Z'
    expect(fieldProblems({ date, updated: '2025-05-16T14:05:00+03:00' })).toEqual([])
  })
})

describe('required fields', () => {
  it.each([
    ['title', `1:1: \`title\` is missing. ${addHeadline}`],
    ['date', '1:1: `date` is missing. Write a date, a time and a zone, such as 2025-05-16T14:05:00+03:00.'],
    ['section', '1:1: `section` is missing. Use one of: world, sport.'],
    ['summary', '1:1: `summary` is missing. Add one or two sentences: summary: "…".'],
  ])('%s', (field, problem) => {
    expect(fieldProblems({ [field]: undefined })).toEqual([problem])
  })

  it('reports all that are missing together', () => {
    const lines = problemLines(readStory('---\nkind: news\n---\nBody'))
    expect(lines.map((line) => /`(\w+)` is missing/.exec(line)?.[1])).toEqual([
      'title',
      'date',
      'section',
      'summary',
    ])
  })

  it('an empty field is reported as missing, at its position', () => {
    expect(fieldProblems({ title: '' })).toEqual([`2:8: \`title\` is missing. ${addHeadline}`])
  })
})

describe('wrong values', () => {
  // Fields after the first four are on line 6.
  it.each<[string, Record<string, string>, string]>([
    ['a number for a title', { title: '2025' }, `2:8: \`title\` is not text. ${addHeadline} ${quoted}`],
    ['yes or no for a title', { title: 'true' }, `2:8: \`title\` is not text. ${addHeadline} ${quoted}`],
    ['a list for a title', { title: '[a]' }, `2:8: \`title\` is not text. ${addHeadline} ${quoted}`],
    ['an empty title', { title: '" "' }, `2:8: \`title\` is empty. ${addHeadline}`],
    [
      'a title of two lines',
      { title: '"a\\nb"' },
      '2:8: `title` holds a line break or control character. Write it on one line.',
    ],
    [
      'a title with an escape sequence',
      { title: '"a\\e[31mb"' },
      '2:8: `title` holds a line break or control character. Write it on one line.',
    ],
    ['a long title', { title: 'a'.repeat(501) }, '2:8: `title` is longer than 500 characters. Shorten it.'],
    [
      'an unknown section, nearly one',
      { section: 'wrold' },
      '4:10: `section` names no section of this newsroom: "wrold". Did you mean "world"? New ones go into site.yaml.',
    ],
    [
      'an unknown section',
      { section: 'gardening' },
      '4:10: `section` names no section of this newsroom: "gardening". Use one of: world, sport. New ones go into site.yaml.',
    ],
    [
      'an unknown author',
      { authors: '[ada, adda]' },
      '6:16: `authors[2]` names no author of this newsroom: "adda". Did you mean "ada"? New ones go into authors/<id>.yaml.',
    ],
    [
      'an author who is no list',
      { authors: 'ada' },
      '6:10: `authors` is not a list. Write it as a list: authors: [mira-calloway].',
    ],
    [
      'an author who is a number',
      { authors: '[5]' },
      '6:11: `authors[1]` is neither an author’s id nor {name, url}. Write one of the two.',
    ],
    [
      'a guest without a name',
      { authors: '[{ url: "https://example.org" }]' },
      '6:11: `authors[1].name` is missing. Write the author’s name.',
    ],
    [
      'a guest with a field too many',
      { authors: '[{ name: A, mail: b }]' },
      '6:22: Unknown field `authors[1].mail`. Remove it, or check its spelling.',
    ],
    [
      'a guest with half an address',
      { authors: '[{ name: A, url: example.org }]' },
      '6:27: `authors[1].url` is not an address readers can follow. Begin it with https:// or mailto:.',
    ],
    [
      'a guest with a script for an address',
      { authors: '[{ name: A, url: "javascript:alert(1)" }]' },
      '6:27: `authors[1].url` is not an address readers can follow. Begin it with https:// or mailto:.',
    ],
    [
      'too many authors',
      { authors: `[${Array(21).fill('ada').join(', ')}]` },
      '6:10: `authors` has more than 20 entries. Name fewer.',
    ],
    [
      'a topic that is no slug',
      { topics: '[Rising Seas]' },
      '6:10: `topics[1]` cannot stand in a URL: "Rising Seas". Use lower-case words joined by hyphens, such as "rising-seas".',
    ],
    ['a topic that is a year', { topics: '[2025]' }, '6:10: `topics[1]` is not text. Write topic ids.'],
    ['an unknown kind', { kind: 'nws' }, `6:7: \`kind\` is "nws", which is not known. ${kindList}`],
    ['a kind in upper case', { kind: 'News' }, `6:7: \`kind\` is "News", which is not known. ${kindList}`],
    [
      'a kind that is a map',
      { kind: '{ toString: a, valueOf: b }' },
      `6:7: \`kind\` is not one word. ${kindList}`,
    ],
    [
      'an unknown status',
      { status: 'hidden' },
      `6:9: \`status\` is "hidden", which is not known. ${statusList}`,
    ],
    [
      'a long dateline',
      { dateline: 'A'.repeat(81) },
      '6:11: `dateline` is longer than 80 characters. Shorten it.',
    ],
    [
      'an update before publication',
      { updated: '2025-05-16T14:04:59+03:00' },
      '6:10: `updated` is before date. Make it the later of the two, or remove it.',
    ],
    [
      'an end before publication',
      { expires: '2025-05-16T14:00:00+03:00' },
      '6:10: `expires` is not after date. Move it, or remove it.',
    ],
    [
      'an end at publication',
      { expires: '2025-05-16T11:05:00Z' },
      '6:10: `expires` is not after date. Move it, or remove it.',
    ],
    ['an alias without a slash', { aliases: '[old]' }, `6:11: \`aliases[1]\` ${isNoPath}`],
    ['an alias with a host', { aliases: '["https://example.org/old"]' }, `6:11: \`aliases[1]\` ${isNoPath}`],
    ['an alias with a fragment', { aliases: '["/old#id"]' }, `6:11: \`aliases[1]\` ${isNoPath}`],
    ['an alias with a backslash', { aliases: "['/old\\\\x']" }, `6:11: \`aliases[1]\` ${isNoPath}`],
    [
      'an alias in Latin-1',
      { aliases: '["/caf%E9"]' },
      '6:11: `aliases[1]` is encoded otherwise than in UTF-8, which the site does not read. Write its letters as they are.',
    ],
    [
      'an alias with an encoded line break',
      { aliases: '["/a%0Ab"]' },
      '6:11: `aliases[1]` holds a control character. Take it out.',
    ],
    [
      'the front page as alias',
      { aliases: '[/old, /]' },
      '6:17: `aliases[2]` is the front page, which is always shown. Write an old path.',
    ],
    [
      'an alias that is no list',
      { aliases: '/old' },
      '6:10: `aliases` is not a list. Write it as a list: aliases: [/old/path].',
    ],
    [
      'a correction without a text',
      { corrections: '[{ date: "2025-05-17T09:00:00Z" }]' },
      '6:15: `corrections[1].text` is missing. Say what was wrong and what is right.',
    ],
    [
      'a correction that is a sentence',
      { corrections: '[It was two.]' },
      '6:15: `corrections[1]` is not a correction. Write date and text.',
    ],
    [
      'a disclosure that is no sentence',
      { ai: 'true' },
      `6:5: \`ai\` is not text. Say in a sentence what AI was used for. ${quoted}`,
    ],
  ])('%s', (_, fields, problem) => {
    expect(fieldProblems(fields)).toEqual([problem])
  })
})

describe('unknown fields', () => {
  it('suggests the field that was meant, at the key', () => {
    expect(fieldProblems({ title: undefined, titel: 'A headline' })).toEqual([
      `1:1: \`title\` is missing. ${addHeadline}`,
      '5:1: Unknown field `titel`. Did you mean "title"?',
    ])
  })

  it.each([
    ['auhtors', 'authors'],
    ['Summary', 'summary'],
    ['data', 'date'],
    ['topic', 'topics'],
  ])('%s means %s', (field, meant) => {
    expect(fieldProblems({ [field]: 'a' })).toEqual([
      `6:1: Unknown field \`${field}\`. Did you mean "${meant}"?`,
    ])
  })

  it.each(['constructor', '__proto__', 'photographer', '<<'])('%s is like none of them', (field) => {
    expect(problemLines(readStory(storyText().replace('title:', `${field}: {}\ntitle:`)))).toEqual([
      `${storyPath}:2:1: Unknown field \`${field}\`. Use one of: title, date, section, summary, updated, authors, dateline, sources, topics, image, kind, status, expires, noindex, canonical, aliases, corrections, ai.`,
    ])
  })

  it('finds one in a nested value', () => {
    expect(fieldProblems({ image: '{ src: a.jpg, alt: b, capton: c }' })).toEqual([
      '6:30: Unknown field `image.capton`. Remove it, or check its spelling.',
    ])
  })

  it.each(['just a sentence', '- a\n- list'])('requires fields, not %j', (yaml) => {
    expect(problemLines(readStory(`---\n${yaml}\n---\nBody`))).toEqual([
      `${storyPath}:1:1: The front matter is not a set of fields. Write one field: value a line.`,
    ])
  })
})
