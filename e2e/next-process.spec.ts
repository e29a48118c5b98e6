import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { rawRequest, startSite } from './site.ts'

const words = ['kept', 'new', 'another']
const url = (word: string) => `/en/world/2025-05-16/${word}`

/** The process Next runs in, of a server (proc(5)). */
function nextOf(pid: number): number {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  const found = children.find((child) =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('next-process.ts'),
  )
  if (found === undefined) throw new Error('Next runs nowhere.')
  return found
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.skip(process.platform !== 'linux', 'looks for the process in /proc')

test('when Next dies, readers see what is kept, wait for what is not, and the site lives on', async () => {
  const made = testNewsroom(
    Object.fromEntries(
      words.map((word) => [`articles/2025/05/16/${word}.en.md`, storyText({ title: word })]),
    ),
  )
  const site = await startSite(made.directory)
  expect((await rawRequest(site.url, url('kept'))).status).toBe(200)
  const before = nextOf(site.pid)
  process.kill(before, 'SIGKILL')
  const waiting = rawRequest(site.url, url('new'))
  const hit = await rawRequest(site.url, url('kept'))
  expect([hit.status, hit.headers['cache-status']]).toEqual([200, 'dateline; hit'])
  for (const path of ['/healthz', '/readyz']) expect((await rawRequest(site.url, path)).status).toBe(200)
  expect((await waiting).status).toBe(200)
  expect(nextOf(site.pid)).not.toBe(before)

  // What it renders from now on is published as before.
  made.write('articles/2025/05/16/kept.en.md', storyText({ title: 'Corrected' }))
  await expect.poll(async () => (await rawRequest(site.url, url('kept'))).body).toContain('Corrected')
  expect(site.log()).toMatch(/"event":"Next ended","code":null,"signal":"SIGKILL"/)

  // Nothing is left of it when the server itself is ended so.
  const after = nextOf(site.pid)
  await site.kill()
  await expect.poll(() => exists(after), { timeout: 10_000 }).toBe(false)
})
