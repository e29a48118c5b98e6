import { expect, it } from 'vitest'
import { modifiedAt } from './story-dates.ts'
import { storySchema } from './story-schema.ts'

const schema = storySchema({ sectionIds: ['world'], authorIds: [] })
const correction = (date: string) => ({ date, text: 'It was 84.' })

it.each([
  ['its publication, when nothing followed', {}, '2025-05-16T11:05:00Z'],
  ['its last edit', { updated: '2025-05-16T16:40:00+03:00' }, '2025-05-16T13:40:00Z'],
  [
    'a later correction',
    {
      updated: '2025-05-16T16:40:00+03:00',
      corrections: [correction('2025-05-18T09:00:00+03:00'), correction('2025-05-17T09:00:00+03:00')],
    },
    '2025-05-18T06:00:00Z',
  ],
  [
    'not an earlier correction',
    { corrections: [correction('2025-05-16T10:00:00+08:00')] },
    '2025-05-16T11:05:00Z',
  ],
])('a story was last changed by %s', (_, fields, expected) => {
  const story = schema.parse({
    title: 'A',
    date: '2025-05-16T14:05:00+03:00',
    section: 'world',
    summary: 'A',
    ...fields,
  })
  expect(modifiedAt(story)).toBe(Date.parse(expected))
})
