import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openContentFolder } from '../reading/content-folder.ts'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { openIndexForWriting } from './index-database.ts'
import { latestStories } from './queries/story-queries.ts'
import { syncIndex } from './sync-index.ts'

const count = 900
const files = Array.from({ length: count }, (_, number): [string, string] => [
  `articles/2025/0${1 + (number % 4)}/1${number % 9}/会谈-${number}.zh-Hans.md`,
  storyText({ title: `第 ${number} 篇` }),
])
const { directory } = testNewsroom(Object.fromEntries(files))

it.each([0, 300, 700])('a first index killed after %d files leaves nothing half done', async (after) => {
  const file = join(temporaryFolder(), 'index.sqlite')
  const child = spawn(process.execPath, ['lib/testing/index-folder.ts', directory, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  child.stdout.on('data', (chunk: Buffer) => {
    if (
      String(chunk)
        .split('\n')
        .some((line) => line !== '' && Number(line) >= after)
    )
      child.kill('SIGKILL')
  })
  expect((await ended)[1]).toBe('SIGKILL')

  expect(existsSync(file)).toBe(true)
  const db = openIndexForWriting(file)
  expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  const left = latestStories(db, 'zh-Hans', count + 1).length
  expect([0, count]).toContain(left)
  const folder = openContentFolder(directory)
  expect(syncIndex({ db, folder, now: testNow })).toMatchObject({ files: count, read: count - left })
  expect(latestStories(db, 'zh-Hans', count + 1)).toHaveLength(count)
  expect(syncIndex({ db, folder, now: testNow })).toEqual({ files: count, read: 0, changed: false })
  db.close()
})
