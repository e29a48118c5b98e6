import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { answerConsent } from '../answers/consent-answer.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { BadEnvironment } from '../runtime/environment.ts'
import { logLines } from '../testing/log-lines.ts'
import { testNewsroom } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { isSigned } from './receipt.ts'
import { recordFile } from './record-file.ts'
import { createRecordKeeper, recordRate } from './record-keeper.ts'

const key = Buffer.from('a key of 32 bytes, as it should be')

function keeping(stateDir = temporaryFolder(), keyOf = () => key) {
  const { log, lines } = logLines()
  const keep = createRecordKeeper({ stateDir, logLevel: 'info' }, keyOf, log)
  const file = recordFile({ stateDir })
  const records = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [])
  return { keep, lines, file, records }
}

const choice = { version: 1, categories: ['statistics'] }

it('keeps a record in the file and in the log, under a receipt that any replica recognises', async () => {
  const { keep, lines, records } = keeping()
  const kept = await keep(choice)
  const receipt = kept.outcome === 'recorded' ? kept.receipt : ''
  expect(isSigned(receipt, key)).toBe(true)
  const record = { time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), ...choice, receipt }
  expect(records().map((line) => JSON.parse(line))).toEqual([record])
  expect(lines).toEqual([{ level: 'info', event: 'consent', ...record }])
})

describe('under attack', () => {
  it('5,000 choices fill neither disk nor log, and every one counts', async () => {
    const made = testNewsroom()
    made.sync()
    const newsroom: Newsroom = made.newsroom()
    const siteUrl = 'https://news.example'
    // The clock stands still, so that no more are recorded than at once.
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const { keep, lines, file, records } = keeping()
    const outcomes: Record<string, number> = {}
    for (let batch = 0; batch < 5; batch += 1)
      await Promise.all(
        Array.from({ length: 1000 }, async (_, at) => {
          const body = `decision=${at % 2 ? 'accept' : 'refuse'}&receipt=show&return=/ar/cookies`
          const headers = { 'content-type': 'application/x-www-form-urlencoded' }
          const request = new Request(`${siteUrl}/consent`, { method: 'POST', body, headers })
          const answer = await answerConsent(request, { newsroom, siteUrl, keep })
          expect(answer?.status).toBe(303)
          expect(answer?.headers.get('set-cookie')).toMatch(/^consent=1\.(?:none|statistics\.embeds);/)
          const outcome = String(answer?.headers.get('x-consent-record'))
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
          const to =
            outcome === 'recorded' ? /\/ar\/cookies\/[\da-z-]{24}$/ : /\/ar\/cookies#page\.no-receipt$/
          expect(answer?.headers.get('location')).toMatch(to)
        }),
      )
    expect(records()).toHaveLength(recordRate.atOnce)
    expect(outcomes).toEqual({ recorded: records().length, limited: 5000 - records().length })
    expect(statSync(file).size).toBeLessThan(recordRate.atOnce * 150)
    expect(lines.filter(({ event }) => event === 'consent')).toHaveLength(records().length)
    const others = lines.filter(({ event }) => event !== 'consent')
    expect(others).toHaveLength(1)
    expect(others[0]).toEqual({
      level: 'warn',
      event: 'consent not recorded',
      reason: 'more choices than are recorded',
      ...recordRate,
      times: 1,
    })
  }, 30_000)
})

describe('what cannot be written', () => {
  it('is logged once a minute, not once per choice; the log has the record', async () => {
    const stateDir = temporaryFolder()
    mkdirSync(join(stateDir, 'consent.jsonl'))
    const { keep, lines } = keeping(stateDir)
    for (let times = 0; times < 100; times += 1) expect(await keep(choice)).toEqual({ outcome: 'failed' })
    expect(lines.filter(({ event }) => event === 'consent')).toHaveLength(100)
    expect(lines.filter(({ event }) => event !== 'consent')).toEqual([
      {
        level: 'error',
        event: 'consent record not written',
        reason: expect.stringContaining('EISDIR'),
        times: 1,
      },
    ])
  })

  it('gets no receipt without a key', async () => {
    const { keep, lines, records } = keeping(temporaryFolder(), () => {
      throw new BadEnvironment('form-secret is empty.')
    })
    expect(await keep(choice)).toEqual({ outcome: 'failed' })
    expect(records()).toEqual([])
    expect(lines).toMatchObject([{ event: 'consent record not written', reason: 'form-secret is empty.' }])
  })
})
