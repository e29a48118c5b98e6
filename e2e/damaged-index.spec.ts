import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { damages } from '../lib/testing/damage.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { rawRequest, startSite } from './site.ts'

/** The other kinds are in lib/index/mend-index.test.ts: here are Next, the thread and a new process besides. */
const kinds = [
  'zeros from its second page on',
  'another database written over it',
  'itself deleted, and what is beside it',
] as const

const perKind = 250
const body = '一段文字。\n\n'.repeat(20)
const name = (number: number) => `articles/2025/05/16/会谈-${number}.zh-Hans.md`
const url = (number: number) => `/zh-Hans/world/2025-05-16/${encodeURIComponent(`会谈-${number}`)}`

test('an index that is damaged while the site is served is made anew, and readers keep what was kept', async () => {
  test.setTimeout(300_000)
  const made = testNewsroom(
    Object.fromEntries(
      Array.from({ length: kinds.length * perKind }, (_, number) => [name(number), storyText({}, body)]),
    ),
  )
  const dataDir = temporaryFolder()
  const site = await startSite(made.directory, dataDir)
  const file = join(dataDir, 'index.sqlite')
  const kept = url(0)
  expect((await rawRequest(site.url, kept)).status).toBe(200)

  for (const [index, kind] of kinds.entries()) {
    const before = timesMade(site.log())
    damages[kind]?.(file)
    let next = index * perKind + 1
    let last = 0
    // Each a story nobody has asked for, until one is answered from the new index.
    for (let tries = 0; tries < perKind - 10; tries += 1) {
      expect((await rawRequest(site.url, kept)).status, kind).toBe(200)
      last = (await rawRequest(site.url, url(next))).status
      next += 1
      if (last === 200 && timesMade(site.log()) > before) break
      await sleep(400)
    }
    expect(timesMade(site.log()), kind).toBe(before + 1)
    expect((await rawRequest(site.url, url(next))).status, kind).toBe(200)
    expect((await rawRequest(site.url, '/healthz')).status, kind).toBe(200)
    await eventually(kind, async () => (await rawRequest(site.url, '/readyz')).status === 200)

    // Publishing goes on with the new one.
    made.write(name(0), storyText({ title: `更正 ${index}` }, body))
    await eventually(kind, async () => (await rawRequest(site.url, kept)).body.includes(`更正 ${index}`))
  }
  expect(await site.stop()).toBe(0)
  const lines = site.log().trimEnd().split('\n')
  expect(lines.filter((line) => !isLogLine(line))).toEqual([])
  expect(site.output().length - site.log().length, 'said on stderr').toBeLessThan(2000)
})

function timesMade(log: string): number {
  return log.split('"event":"index made anew"').length - 1
}

function isLogLine(line: string): boolean {
  try {
    const { time, level, event } = JSON.parse(line)
    return [time, level, event].every((value) => typeof value === 'string')
  } catch {
    return false
  }
}

async function eventually(what: string, isSo: () => Promise<boolean>) {
  let so = await isSo()
  for (let tries = 0; tries < 100 && !so; tries += 1) {
    await sleep(100)
    so = await isSo()
  }
  expect(so, what).toBe(true)
}
