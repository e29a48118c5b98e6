import { join } from 'node:path'
import type { Characters } from './cards/characters.ts'
import { prepareFonts } from './cards/fonts.ts'
import { type ContentFolder, openContentFolder } from './content/content-folder.ts'
import { type IndexDatabase, openIndexForReading } from './content/index-database.ts'
import { contentChangedAt, storedNewsroom } from './content/newsroom-queries.ts'
import type { Newsroom } from './content/newsroom-schema.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { createLog } from './log.ts'
import { createPictureService, type PictureService } from './pictures/picture-service.ts'
import type { View } from './routes/target.ts'

/** The index's file; a preview, which holds drafts, is never the one the public site reads. */
export function indexFile({ dataDir }: Pick<Environment, 'dataDir'>, preview: boolean): string {
  return join(dataDir, preview ? 'preview.sqlite' : 'index.sqlite')
}

type Site = { environment: Environment; db: IndexDatabase; newsroom: Newsroom; changedAt: number }

let open: Site | undefined

/**
 * The site as this process serves it: opened at the first call, settings renewed when the content has changed.
 *
 * @throws when the index has not been made; `npm start` and `npm run dev` make it
 */
export function site(): View & { environment: Environment } {
  if (!open) {
    const environment = readEnvironment(process.env)
    const file = indexFile(environment, process.env.NODE_ENV === 'development')
    const db = openIndexForReading(file)
    open = { environment, db, newsroom: newsroomIn(db), changedAt: contentChangedAt(db) }
  }
  const changedAt = contentChangedAt(open.db)
  if (changedAt !== open.changedAt) open = { ...open, newsroom: newsroomIn(open.db), changedAt }
  return { db: open.db, newsroom: open.newsroom, environment: open.environment, now: Date.now() }
}

let folder: ContentFolder | undefined

/** The content folder, for pictures. */
export function contentFolder(): ContentFolder {
  folder ??= openContentFolder(site().environment.contentDir)
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

let fonts: Promise<Characters> | undefined

/** The characters cards can be set in, once their typefaces are ready. */
export function cardCharacters(): Promise<Characters> {
  fonts ??= prepareFonts(join(site().environment.dataDir, 'fonts')).catch((error) => {
    // The disk may be full now and not the next time.
    fonts = undefined
    throw error
  })
  return fonts
}

function newsroomIn(db: IndexDatabase): Newsroom {
  const newsroom = storedNewsroom(db)
  if (!newsroom) throw new Error('The index is empty. Start the site with npm start.')
  return newsroom
}
