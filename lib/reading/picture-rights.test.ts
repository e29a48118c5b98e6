import { describe, expect, it } from 'vitest'
import { storyText } from '../testing/newsroom.ts'
import { problemLines, readStory } from '../testing/reading.ts'
import { withoutEndedFigures } from './picture-rights.ts'

const now = Date.parse('2025-06-01T00:00:00Z')
const figure = (until: string) => `::figure[Low tide]{src="a.jpg" alt="Low tide" until="${until}"}`
const past = figure('2025-06-01T00:00:00Z')
const next = figure('2025-06-02T00:00+03:00')

describe('a figure whose right has ended', () => {
  it.each([
    ['alone', `One.\n\n${past}\n\nTwo.\n`, 'One.\n\n\n\nTwo.\n'],
    ['in a quotation', `> One.\n>\n> ${past}\n`, '> One.\n>\n> \n'],
    ['in a gallery', `:::gallery\n![A](a.jpg)\n\n${past}\n:::\n`, ':::gallery\n![A](a.jpg)\n\n\n:::\n'],
    [
      'as all of a gallery',
      `One.\n\n:::gallery[Tides]\n${past}\n\n${past}\n:::\n\nTwo.\n`,
      'One.\n\n\n\n\n\n\n\nTwo.\n',
    ],
    ['among letters of all scripts', `渡轮 عبّارة\n\n${past}\n\n国`, '渡轮 عبّارة\n\n\n\n国'],
  ])('is removed: %s', (_, body, left) => {
    expect(withoutEndedFigures(body, now)).toEqual({ body: left })
  })

  it('is announced before its right ends', () => {
    const body = `${next}\n\n${figure('2026-01-01T00:00:00Z')}\n`
    expect(withoutEndedFigures(body, now)).toEqual({ body, due: Date.parse('2025-06-01T21:00:00Z') })
  })

  it.each([
    '`::figure{until="2020-01-01T00:00:00Z"}`',
    `\`\`\`\n${past}\n\`\`\``,
    `\\${past}`,
    figure('soon'),
    'x',
  ])('is not a figure: %s', (body) => {
    expect(withoutEndedFigures(body, now)).toEqual({ body })
  })
})

it.each([
  [
    '2025-06-01',
    'The attribute until "2025-06-01" has no time zone and no time. Write a date, a time and a zone',
  ],
  ['soon', 'The attribute until "soon" is not a date.'],
  ['', 'The attribute until "" is not a date.'],
])('an end that is not a moment is reported: %s', (until, message) => {
  const lines = problemLines(
    readStory(storyText({}, `${figure(until)}\n`), undefined, ['articles/2025/05/16/a.jpg']),
  )
  expect(lines).toEqual([expect.stringContaining(message)])
})
