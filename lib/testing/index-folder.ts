import { writeSync } from 'node:fs'
import { openContentFolder } from '../content/content-folder.ts'
import { openIndexForWriting } from '../content/index-database.ts'
import { syncIndex } from '../content/sync-index.ts'
import { testNow } from './newsroom.ts'

// Indexes a content folder and says how far it is: a process of its own, for tests to kill.
const [directory = '', file = ''] = process.argv.slice(2)
syncIndex({
  db: openIndexForWriting(file),
  folder: openContentFolder(directory),
  now: testNow,
  onProgress: (done) => writeSync(1, `${done}\n`),
})
