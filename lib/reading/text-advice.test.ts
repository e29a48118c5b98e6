import { describe, expect, it } from 'vitest'
import { surroundingsWith } from '../testing/pictures.ts'
import { storyPath } from '../testing/reading.ts'
import { checkBody } from './body-check.ts'

/** What is advised about a body that begins on line 7. */
function advice(body: string): string[] {
  return checkBody(storyPath, body, 7, { ...surroundingsWith([]), embedHosts: [] }).advice.map(
    ({ line, column, message }) => `${line}:${column}: ${message}`,
  )
}

describe('a number that begins a line', () => {
  it.each([
    [
      'a date and the next',
      '24. Dezember ist Heiligabend.\n\n1. Mai ist frei.',
      [/^9:1: .*"25\.".*"1\.".*1\\\./],
    ],
    ['a year alone', 'Rückblick.\n\n2024. war ein gutes Jahr.', [/^9:1: .*2024\\\./]],
    ['another delimiter', '3) eins\n5) zwei', [/^8:1: .*"4\.".*"5\."/]],
    ['a quotation', '> 7. Mai', [/^7:3: .*7\\\./]],
    ['a number left out', '1. a\n2. b\n4. c', [/^9:1: .*"3\.".*"4\."/]],
    ['the same number twice', '8. a\n8. b', [/^8:1: .*"9\.".*"8\."/]],
  ])('is advised on: %s', (_, body, expected) => {
    const found = advice(body)
    expect(found).toHaveLength(expected.length)
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern)
  })

  it.each([
    ['a list', '1. a\n2. b\n3. c'],
    ['a list that goes on', '3. a\n4. b'],
    ['a list counted by Markdown', '1. a\n1. b\n1. c'],
    ['a list of one', '1. a'],
    ['from nought', '0. a\n1. b'],
    ['an escaped date', '24\\. Dezember ist Heiligabend.\n\n1\\. Mai ist frei.'],
    ['code', '```\n24. a\n1. b\n```'],
  ])('needs no advice: %s', (_, body) => {
    expect(advice(body)).toEqual([])
  })
})

describe('a mark that stays on the page', () => {
  it.each([
    ['a link over two lines', 'One\n[two]\n(three.md) and [four](', /^9:21: "\]\("/],
    ['an address with a space and no ending', 'a [b](c d)', /^7:5: "\]\("/],
    ['a space inside of bold', 'so ** viel ** ist klar', /^7:4: "\*\*"/],
    ['bold that never ends', 'Then **nothing more.', /^7:6: "\*\*"/],
    ['a heading without a space', '##Überschrift', /^7:1: "##"/],
    ['a heading without a space, further down', 'Text.\n\n###章', /^9:1: "##"/],
  ])('is advised on: %s', (_, body, expected) => {
    expect(advice(body)).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    ['what is escaped', '2\\*\\*3 and \\## and a\\](b'],
    ['code', 'Use `**` and `](`.\n\n```\n##a\n**\n```'],
    ['a hashtag', '#sarrin today'],
    ['what came out', '## A\n\n**b** [c](https://d.example)'],
  ])('needs no advice: %s', (_, body) => {
    expect(advice(body)).toEqual([])
  })
})
