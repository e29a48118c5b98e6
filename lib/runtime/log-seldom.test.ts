import { expect, it } from 'vitest'
import { logLines } from '../testing/log-lines.ts'
import { logSeldom } from './log-seldom.ts'

it('writes an event once a minute, with how often it has happened', () => {
  let time = 0
  const { log, lines } = logLines()
  const seldom = logSeldom(log, () => time)
  for (let second = 0; second < 150; second += 1) {
    time = second * 1000
    for (let times = 0; times < 100; times += 1) seldom('error', 'full', { second })
  }
  expect(lines).toEqual([
    { level: 'error', event: 'full', second: 0, times: 1 },
    { level: 'error', event: 'full', second: 60, times: 6000 },
    { level: 'error', event: 'full', second: 120, times: 6000 },
  ])
})

it('does not hold back other events', () => {
  const { log, events } = logLines()
  const seldom = logSeldom(log, () => 0)
  for (const event of ['full', 'limited', 'full']) seldom('warn', event)
  expect(events()).toEqual(['full', 'limited'])
})
