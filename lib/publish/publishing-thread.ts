import { parentPort, workerData } from 'node:worker_threads'
import { openContentFolder } from '../content/content-folder.ts'
import { openIndexForWriting } from '../content/index-database.ts'
import { createLog } from '../log.ts'
import { openCheckout } from './checkout.ts'
import { createCourier } from './courier.ts'
import { createPublisher } from './publisher.ts'
import type { FromThread, ThreadOptions, ToThread } from './start-publishing.ts'

// The thread at the other end of start-publishing. Reading, judging and writing content happens here, so that it never
// keeps a reader waiting.
const { indexFile, contentDir, siteUrl, purgeUrls, purgeSecret, pulls, logLevel } =
  workerData as ThreadOptions
const log = createLog(logLevel)
const db = openIndexForWriting(indexFile)
const folder = openContentFolder(contentDir)
const checkout = await openCheckout(folder.directory)
const taken: (() => void)[] = []

const publisher = createPublisher({
  db,
  folder,
  preview: false,
  siteUrl,
  purgeUrls,
  ...(purgeSecret !== undefined && { purgeSecret }),
  ...(checkout && { checkout }),
  pulls,
  courier: createCourier(db, log),
  log,
  published: (result) => {
    say({ kind: 'published', result })
    return new Promise((resolve) => taken.push(resolve))
  },
  ended: (outcome) => say({ kind: 'ended', at: Date.now(), ...(!outcome.ok && { reason: outcome.reason }) }),
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
      db.close()
      return parentPort?.close()
  }
})

function say(message: FromThread) {
  parentPort?.postMessage(message)
}
