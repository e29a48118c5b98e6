import { writeSync } from 'node:fs'
import { openIndexForWriting } from '../index/index-database.ts'
import { syncIndex } from '../index/sync-index.ts'
import { openContentFolder } from '../reading/content-folder.ts'
import { testNow } from './newsroom.ts'

// Indexes a content folder and prints its progress: a separate process, for tests to kill.
const [directory = '', file = ''] = process.argv.slice(2)
syncIndex({
  db: openIndexForWriting(file),
  folder: openContentFolder(directory),
  now: testNow,
  onProgress: (done) => writeSync(1, `${done}\n`),
})
