import type { MediaFile } from '../../assets/media/inspect.ts'
import { mediaFileName } from '../../assets/media/kinds.ts'
import type { ShownMedia } from '../../reading/media.ts'
import { type IndexDatabase, statement } from '../index-database.ts'

/** What a public file plays, as pages need it. */
export type PublicMedia = Omit<ShownMedia, 'path' | 'modified'>

/** What a public file plays, by the media files' paths. @param path of the file that plays them */
export function mediaOf(db: IndexDatabase, path: string): Map<string, PublicMedia> {
  const rows = statement(db, 'SELECT media, facts FROM media WHERE path = ?').all(path)
  return new Map(rows.map(({ media, facts }) => [String(media), JSON.parse(String(facts)) as PublicMedia]))
}

/** A media file's facts, if a public file plays it. @param path of the media file */
export function mediaAt(db: IndexDatabase, path: string): PublicMedia | undefined {
  const row = statement(db, 'SELECT facts FROM media WHERE media = ? LIMIT 1').get(path.normalize('NFC'))
  return row && (JSON.parse(String(row.facts)) as PublicMedia)
}

/**
 * The media file of an address, if a public file plays it.
 *
 * @param hash and file the two parts of the address
 */
export function publicMedia(
  db: IndexDatabase,
  hash: string,
  file: string,
): (MediaFile & { path: string }) | undefined {
  const rows = statement(db, 'SELECT media, modified, facts FROM media WHERE hash = ?').all(hash)
  return rows
    .map(({ media, modified, facts }) => ({
      ...(JSON.parse(String(facts)) as PublicMedia),
      path: String(media),
      modified: Number(modified),
    }))
    .find(({ kind, type }) => mediaFileName(kind, type) === file)
}
