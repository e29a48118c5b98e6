import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openIndexForReading } from '../lib/index/index-database.ts'
import { indexFile } from '../lib/index/index-file.ts'
import { latestStories } from '../lib/index/queries/story-queries.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { indexContent } from './index-content.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Damages every second page of the database except the first, which identifies the file. */
function damage(file: string) {
  const bytes = statSync(file).size
  const open = openSync(file, 'r+')
  for (let at = 4096; at < bytes; at += 8192) writeSync(open, Buffer.alloc(4096, 'x'), 0, 4096, at)
  closeSync(open)
}

it('rebuilds an index that is damaged anywhere', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const files = Array.from({ length: 30 }, (_, index) => [`articles/2025/05/16/s${index}.en.md`, storyText()])
  const { directory } = testNewsroom(Object.fromEntries(files))
  const environment = readEnvironment({ CONTENT_DIR: directory, DATA_DIR: join(temporaryFolder(), 'data') })
  indexContent(environment, false)
  damage(indexFile(environment, false))
  indexContent(environment, false)
  const db = openIndexForReading(indexFile(environment, false))
  expect(latestStories(db, 'en', 100)).toHaveLength(30)
  db.close()
})
