import { parentPort, workerData } from 'node:worker_threads'
import { openSharedIndex } from '../index/index-database.ts'
import { lookAgain } from '../index/index-writes.ts'
import { noteOutdated } from '../index/kept-prose.ts'
import { storedNewsroom } from '../index/queries/newsroom-queries.ts'
import { createCompiler } from '../prose/compiler.ts'
import { proseVersion } from '../prose/version.ts'
import { openContentFolder } from '../reading/content-folder.ts'
import { prepareReading } from '../reading/read-ahead.ts'
import { createLog } from '../runtime/log.ts'
import { createBacklog } from './backlog.ts'
import { openCheckout } from './checkout.ts'
import { createCourier } from './courier.ts'
import { createPublisher } from './publisher.ts'
import type { FromThread, ThreadOptions, ToThread } from './start-publishing.ts'

// The thread that start-publishing.ts starts. Reading, checking and writing content happens here, so that it never keeps
// a reader waiting.
const { indexFile, contentDir, siteUrl, purgeUrls, purgeSecret, pulls, logLevel } =
  workerData as ThreadOptions
// Log lines are written by the main thread.
const log = createLog(logLevel, (line) => say({ kind: 'log', line }))
const db = openSharedIndex(indexFile)
const taken: (() => void)[] = []
prepareReading()

const publisher = createPublisher({
  db,
  openFolder: () => openContentFolder(contentDir),
  openCheckout,
  preview: false,
  siteUrl,
  purgeUrls,
  ...(purgeSecret !== undefined && { purgeSecret }),
  pulls,
  courier: createCourier(db, log),
  log,
  published: (result) => {
    say({ kind: 'published', result })
    return new Promise((resolve) => taken.push(resolve))
  },
  ended(outcome) {
    say({ kind: 'ended', at: Date.now(), ...(!outcome.ok && { reason: outcome.reason }) })
    backlog.wake()
  },
  stands(progress) {
    say({ kind: 'stands', progress })
    if (progress.isRunning) backlog.rest()
  },
})

noteOutdated(db, storedNewsroom(db)?.site.languages ?? [], proseVersion)
const backlog = createBacklog({
  db,
  compiler: createCompiler,
  judge(path) {
    lookAgain(db, path)
    publisher.look(path)
  },
  log,
})

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'taken':
      return taken.shift()?.()
    case 'publish':
      return void publisher
        .publish(message.thoroughly)
        .then((outcome) => say({ kind: 'outcome', id: message.id, outcome }))
    case 'close':
      publisher.close()
      return void backlog.close().then(() => {
        db.close()
        parentPort?.close()
      })
  }
})

function say(message: FromThread) {
  parentPort?.postMessage(message)
}
