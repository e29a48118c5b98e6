import { describe, expect, it } from 'vitest'
import { storyText, testNow } from '../testing/newsroom.ts'
import { readStory, valueIn } from '../testing/reading.ts'
import { standingOf } from './standing.ts'

const iso = (time: number) => new Date(time).toISOString()
const past = testNow - 1000
const future = testNow + 1000
const later = testNow + 2000

function standing(fields: Record<string, string>, preview = false) {
  return standingOf(valueIn(readStory(storyText(fields))).fields, testNow, preview)
}

describe('standingOf', () => {
  it.each([
    ['published', { date: iso(past) }, { standing: 'public', since: past }],
    ['published this very moment', { date: iso(testNow) }, { standing: 'public', since: testNow }],
    ['embargoed', { date: iso(future) }, { standing: 'held', due: future }],
    [
      'embargoed, then to expire',
      { date: iso(future), expires: iso(later) },
      { standing: 'held', due: future },
    ],
    ['to expire', { date: iso(past), expires: iso(later) }, { standing: 'public', since: past, due: later }],
    ['expired', { date: iso(past), expires: iso(testNow - 1) }, { standing: 'gone', since: testNow - 1 }],
    [
      'expired this very moment',
      { date: iso(past), expires: iso(testNow) },
      { standing: 'gone', since: testNow },
    ],
    ['a draft', { status: 'draft' }, { standing: 'held' }],
    ['an expired draft', { status: 'draft', expires: iso(past) }, { standing: 'held' }],
    ['withdrawn', { status: 'withdrawn' }, { standing: 'gone' }],
    ['withdrawn before its embargo', { status: 'withdrawn', date: iso(future) }, { standing: 'gone' }],
  ])('%s', (_, fields, expected) => {
    expect(standing(fields)).toEqual(expected)
  })

  it.each([
    ['published', { date: iso(past) }, { standing: 'public', since: past }],
    ['embargoed', { date: iso(future) }, { standing: 'public', held: 'embargoed', due: future }],
    ['a draft', { status: 'draft' }, { standing: 'public', held: 'draft' }],
    [
      'a draft with a date to come',
      { status: 'draft', date: iso(future) },
      { standing: 'public', held: 'draft' },
    ],
    ['expired', { date: iso(past), expires: iso(testNow) }, { standing: 'gone', since: testNow }],
    ['withdrawn', { status: 'withdrawn' }, { standing: 'gone' }],
  ])('in a preview: %s', (_, fields, expected) => {
    expect(standing(fields, true)).toEqual(expected)
  })
})
