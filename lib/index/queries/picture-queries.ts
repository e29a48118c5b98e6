import type { PictureFacts } from '../../assets/pictures/facts.ts'
import { type IndexDatabase, statement } from '../index-database.ts'

/** A public picture: where its file is, relative to the content folder, and what it is. */
export type PublicPicture = {
  path: string
  facts: PictureFacts
  /** When no public file may show it any more, epoch milliseconds. */
  until?: number
}

/** The picture of a hash, if a public file shows it, for as long as one may. */
export function publicPicture(db: IndexDatabase, hash: string, now = Date.now()): PublicPicture | undefined {
  const row = statement(
    db,
    `SELECT picture, facts, until FROM pictures WHERE hash = ? AND (until IS NULL OR until > ?)
     ORDER BY until IS NULL DESC, until DESC LIMIT 1`,
  ).get(hash, now)
  if (!row) return undefined
  const { picture, facts, until } = row
  return {
    path: String(picture),
    facts: JSON.parse(String(facts)) as PictureFacts,
    ...(until !== null && { until: Number(until) }),
  }
}

/** A picture file's facts, if a public file shows it. @param path of the picture's file */
export function pictureAt(db: IndexDatabase, path: string): PictureFacts | undefined {
  const row = statement(db, 'SELECT facts FROM pictures WHERE picture = ? LIMIT 1').get(path.normalize('NFC'))
  return row && (JSON.parse(String(row.facts)) as PictureFacts)
}

/** Paths of public files that show or play the file of a hash. @param limit how many are enough */
export function filesWith(db: IndexDatabase, hash: string, limit: number): string[] {
  return statement(
    db,
    'SELECT path FROM pictures WHERE hash = ?1 UNION SELECT path FROM media WHERE hash = ?1 LIMIT ?2',
  )
    .all(hash, limit)
    .map(({ path }) => String(path))
}

/** What a public file shows, by the pictures' paths. @param path of the file that shows them */
export function picturesOf(db: IndexDatabase, path: string): Map<string, PictureFacts> {
  const rows = statement(db, 'SELECT picture, facts FROM pictures WHERE path = ?').all(path)
  return new Map(
    rows.map(({ picture, facts }) => [String(picture), JSON.parse(String(facts)) as PictureFacts]),
  )
}

/** Every public picture and media file, as it was when it was inspected: bytes, and epoch milliseconds. */
export function knownPictures(db: IndexDatabase): { picture: string; bytes: number; modified: number }[] {
  return statement(
    db,
    `SELECT DISTINCT picture, bytes, modified FROM pictures
     UNION ALL SELECT DISTINCT media, bytes, modified FROM media`,
  ).all() as { picture: string; bytes: number; modified: number }[]
}
