import { describe, expect, it } from 'vitest'
import { storyText } from '../testing/newsroom.ts'
import { fieldProblems, readStory, valueIn } from '../testing/reading.ts'

const fix = 'Write a date, a time and a zone, such as 2025-05-16T14:05:00+03:00.'

describe('dates', () => {
  it.each([
    ['2025-05-16T14:05:00+03:00', '2025-05-16T11:05:00.000Z'],
    ['2025-05-16T14:05:00Z', '2025-05-16T14:05:00.000Z'],
    ['"2025-05-16T14:05:00Z"', '2025-05-16T14:05:00.000Z'],
    ['2025-05-16T14:05:00.5Z', '2025-05-16T14:05:00.500Z'],
    ['2025-05-16T14:05+03:00', '2025-05-16T11:05:00.000Z'],
    ['2025-05-16T14:05Z', '2025-05-16T14:05:00.000Z'],
    ['2025-05-16 14:05:00+03:00', '2025-05-16T11:05:00.000Z'],
    ['2025-05-16T00:30:00-05:30', '2025-05-16T06:00:00.000Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ])('%s is a moment', (date, iso) => {
    const { fields } = valueIn(readStory(storyText({ date })))
    expect(new Date(fields.date).toISOString()).toBe(iso)
  })

  it.each([
    ['2025-05-16T14:05:00', '"2025-05-16T14:05:00" has no time zone'],
    ['2025-05-16T14:05', '"2025-05-16T14:05" has no time zone'],
    ['2025-05-16 14:05:00', '"2025-05-16 14:05:00" has no time zone'],
    ['2025-05-16', '"2025-05-16" has no time zone and no time'],
    ['2024-13-45', '"2024-13-45" is not a day of the calendar'],
    ['2025-02-30', '"2025-02-30" is not a day of the calendar'],
    ['2025-02-29', '"2025-02-29" is not a day of the calendar'],
    ['2025-02-30T10:00:00Z', '"2025-02-30T10:00:00Z" is not a moment of the calendar'],
    ['2025-05-16T24:30:00Z', '"2025-05-16T24:30:00Z" is not a moment of the calendar'],
    ['2025-05-16T14:65:00Z', '"2025-05-16T14:65:00Z" is not a moment of the calendar'],
    ['2025-05-16T14:05:00 Athens', '"2025-05-16T14:05:00 Athens" is not a moment of the calendar'],
    ['2025-05-16T14:05:00+3', '"2025-05-16T14:05:00+3" is not a moment of the calendar'],
    ['16 May 2025', '"16 May 2025" is not a date'],
    ['16/05/2025', '"16/05/2025" is not a date'],
    ['tomorrow', '"tomorrow" is not a date'],
    ['1747393500', 'is not a date'],
    ['[2025-05-16]', 'is not a date'],
  ])('%s is not a moment', (date, wrong) => {
    expect(fieldProblems({ date })).toEqual([`3:7: \`date\` ${wrong}. ${fix}`])
  })

  it.each([
    ['updated', '6:10'],
    ['expires', '6:10'],
  ])('%s needs a zone too', (field, place) => {
    expect(fieldProblems({ [field]: '2025-05-17' })).toEqual([
      `${place}: \`${field}\` "2025-05-17" has no time zone and no time. ${fix}`,
    ])
  })

  it('a correction needs a zone too', () => {
    expect(fieldProblems({ corrections: '[{ date: 2025-05-17, text: It was two. }]' })).toEqual([
      `6:23: \`corrections[1].date\` "2025-05-17" has no time zone and no time. ${fix}`,
    ])
  })
})
