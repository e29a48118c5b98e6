import { join } from 'node:path'
import { createPictureService, type PictureService } from '../assets/pictures/picture-service.ts'
import { isSigned, receiptPurpose } from '../consent/receipt.ts'
import { followIndex } from '../index/follow-index.ts'
import { isDamage } from '../index/index-damage.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { indexFile } from '../index/index-file.ts'
import { contentRevision, storedNewsroom } from '../index/queries/newsroom-queries.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { type ContentFolder, openContentFolder } from '../reading/content-folder.ts'
import { type Environment, readEnvironment } from '../runtime/environment.ts'
import { formSecret, keyFor } from '../runtime/form-secret.ts'
import { createLog } from '../runtime/log.ts'
import type { View } from '../urls/target.ts'

type OpenSite = { environment: Environment; index: () => IndexDatabase; newsroom: Newsroom; revision: string }

let open: OpenSite | undefined

/**
 * The site as this process serves it: opened on the first call; its settings are renewed when the content has changed.
 *
 * @throws when the index does not exist; `npm start` and `npm run dev` make it
 */
export function site(): View & { environment: Environment } {
  if (!open) {
    const environment = readEnvironment(process.env)
    const index = followIndex(indexFile(environment, process.env.NODE_ENV === 'development'))
    open = { environment, index, newsroom: newsroomIn(index()), revision: contentRevision(index()) }
  }
  const db = open.index()
  open = renewed(open, db)
  const { newsroom, environment } = open
  return {
    db,
    newsroom,
    environment,
    now: Date.now(),
    isReceipt: (receipt) => isSigned(receipt, receiptKey()),
  }
}

/** With the current settings, or the previous ones if a damaged index gives none: cached pages depend on them. */
function renewed(before: OpenSite, db: IndexDatabase): OpenSite {
  try {
    const revision = contentRevision(db)
    return revision === before.revision ? before : { ...before, newsroom: newsroomIn(db), revision }
  } catch (error) {
    if (!isDamage(error)) throw error
    return before
  }
}

let keyOfReceipts: Buffer | undefined

/**
 * The key readers' receipts are signed with.
 *
 * @throws BadEnvironment when there is no secret and none can be stored
 */
export function receiptKey(): Buffer {
  keyOfReceipts ??= keyFor(formSecret(site().environment), receiptPurpose)
  return keyOfReceipts
}

let folder: ContentFolder | undefined

/** The content folder that is there now, for pictures; the last one known, when there is none. */
export function contentFolder(): ContentFolder {
  if (folder?.isInPlace()) return folder
  try {
    folder = openContentFolder(site().environment.contentDir)
  } catch (error) {
    if (!folder) throw error
  }
  return folder
}

let service: PictureService | undefined

/** Makes the site's pictures. */
export function pictures(): PictureService {
  const { dataDir, pictureCacheBytes, logLevel } = site().environment
  service ??= createPictureService(join(dataDir, 'pictures'), pictureCacheBytes, (event, fields) =>
    createLog(logLevel)('warn', event, fields),
  )
  return service
}

/** Where cards' typefaces are unpacked. */
export function fontsFolder(): string {
  return join(site().environment.dataDir, 'fonts')
}

function newsroomIn(db: IndexDatabase): Newsroom {
  const newsroom = storedNewsroom(db)
  if (!newsroom) throw new Error('The index is empty. Start the site with npm start.')
  return newsroom
}
