import { expect, it } from 'vitest'
import { publishingGauges } from './gauges.ts'

function values(...state: Parameters<typeof publishingGauges>): Record<string, number> {
  return Object.fromEntries(publishingGauges(...state).map(({ name, value }) => [name, value]))
}

it('publishing is told as numbers', () => {
  const lookedThroughAt = Date.parse('2025-05-20T12:00:00Z')
  const progress = {
    isRunning: true,
    waiting: 46_900,
    lookedThroughAt,
    failedPulls: 2,
    wrong: ['The folder is not there.'],
  }
  expect(values({ progress })).toEqual({
    dateline_publish_running: 1,
    dateline_publish_waiting_files: 46_900,
    dateline_content_unreadable: 1,
    dateline_failed_pulls: 2,
    dateline_looked_through_timestamp_seconds: 1_747_742_400,
  })
})

it('before anything is known of publishing, it says nothing of when it last looked', () => {
  expect(values({})).toEqual({
    dateline_publish_running: 0,
    dateline_publish_waiting_files: 0,
    dateline_content_unreadable: 0,
    dateline_failed_pulls: 0,
  })
})
