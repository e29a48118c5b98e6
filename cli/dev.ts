import { openContentFolder } from '../lib/content/content-folder.ts'
import { openIndexForWriting } from '../lib/content/index-database.ts'
import { type Environment, readEnvironment } from '../lib/environment.ts'
import type { Log } from '../lib/log.ts'
import { openCheckout } from '../lib/publish/checkout.ts'
import { createCourier } from '../lib/publish/courier.ts'
import { createPublisher } from '../lib/publish/publisher.ts'
import { indexFile } from '../lib/site.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'
import { runNext } from './next-command.ts'

/** `npm run dev`: a preview with drafts and embargoed stories, up to date as soon as a file is saved. */
await command(async () => {
  const environment = readEnvironment(process.env)
  indexContent(environment, true)
  await followContent(environment)
  runNext('dev', '--port', String(environment.port), '--hostname', hostname(environment))
})

/**
 * The host to listen on, this machine alone unless told otherwise. Next calls 127.0.0.1 "localhost" when proxy.ts
 * rewrites to an error page, and takes it for another server unless it is started by that name.
 */
function hostname({ host = '127.0.0.1' }: Environment): string {
  return host === '127.0.0.1' ? 'localhost' : host
}

/** Brings the preview up to date whenever something is saved, and says what cannot be shown. */
async function followContent(environment: Environment) {
  const db = openIndexForWriting(indexFile(environment, true))
  const folder = openContentFolder(environment.contentDir)
  const checkout = await openCheckout(folder.directory)
  const log: Log = (_, event, fields = {}) => {
    if (event === 'cannot be published') console.error(fields.problem)
  }
  createPublisher({
    db,
    folder,
    preview: true,
    siteUrl: environment.siteUrl,
    purgeUrls: [],
    ...(checkout && { checkout }),
    pulls: false,
    courier: createCourier(db, log),
    log,
    // Next's development server renders every page anew.
    published: () => {},
  })
}
