import { openSharedIndex } from '../lib/index/index-database.ts'
import { indexFile } from '../lib/index/index-file.ts'
import { lockIndex } from '../lib/index/index-lock.ts'
import { mendIndex } from '../lib/index/mend-index.ts'
import { openCheckout } from '../lib/publish/checkout.ts'
import { createCourier } from '../lib/publish/courier.ts'
import { createPublisher } from '../lib/publish/publisher.ts'
import { openContentFolder } from '../lib/reading/content-folder.ts'
import { type Environment, readEnvironment } from '../lib/runtime/environment.ts'
import type { Log } from '../lib/runtime/log.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'
import { runNext } from './next-command.ts'

/** `npm run dev`: a preview with drafts and embargoed stories, updated whenever a file is saved. */
await command(async () => {
  const environment = readEnvironment(process.env)
  const file = indexFile(environment, true)
  lockIndex(file)
  indexContent(environment, true)
  let close = followContent(environment)
  mendIndex({
    file,
    make: async (beside) => indexContent(environment, true, beside),
    aside: async (act) => {
      close()
      act()
      close = followContent(environment)
    },
    log,
  })
  runNext('dev', '--port', String(environment.port), '--hostname', hostname(environment))
})

/**
 * The host to listen on; by default only this machine. Next calls 127.0.0.1 "localhost" when proxy.ts rewrites to an error
 * page, and takes it for another server unless it is started under that name.
 */
function hostname({ host = '127.0.0.1' }: Environment): string {
  return host === '127.0.0.1' ? 'localhost' : host
}

/** What somebody at a terminal should know: what cannot be shown, and how the index is doing. */
function log(...[level, event, { problem, reason } = {}]: Parameters<Log>) {
  if (event === 'cannot be published' || event === 'content folder gone') console.error(problem)
  else if (level === 'error' && event.startsWith('index')) console.error(`The ${event}: ${reason}`)
}

/** Updates the preview whenever something is saved. Returns a function that stops it. */
function followContent(environment: Environment): () => void {
  const db = openSharedIndex(indexFile(environment, true))
  const publisher = createPublisher({
    db,
    openFolder: () => openContentFolder(environment.contentDir),
    openCheckout,
    preview: true,
    siteUrl: environment.siteUrl,
    purgeUrls: [],
    pulls: false,
    courier: createCourier(db, log),
    log,
    // Next's development server renders every page again anyway.
    published: () => {},
  })
  return () => {
    publisher.close()
    db.close()
  }
}
