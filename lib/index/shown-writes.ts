import type { ShownMedia } from '../reading/media.ts'
import type { ShownPicture } from '../reading/pictures.ts'
import type { ReadStory } from '../reading/read-story.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import { keepProse, noteUncompiled } from './kept-prose.ts'

/**
 * Stores what a public file shows: its text, if it has been compiled, its pictures and what it plays.
 *
 * @param published of a story, epoch milliseconds
 */
export function keepShown(
  db: IndexDatabase,
  path: string,
  { pictures, media, prose }: Pick<ReadStory, 'pictures' | 'media' | 'prose'>,
  published?: number,
) {
  keepPictures(db, path, pictures)
  keepMedia(db, path, media)
  if (prose) keepProse(db, path, prose)
  else noteUncompiled(db, path, published)
}

export function forgetShown(db: IndexDatabase, path: string) {
  for (const table of ['pictures', 'media', 'prose', 'uncompiled'])
    statement(db, `DELETE FROM ${table} WHERE path = ?`).run(path)
}

function keepPictures(db: IndexDatabase, path: string, pictures: readonly ShownPicture[]) {
  for (const { path: picture, bytes, modified, until, ...facts } of pictures) {
    statement(db, 'INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      picture,
      path,
      facts.hash,
      bytes,
      modified,
      JSON.stringify(facts),
      until ?? null,
    )
  }
}

function keepMedia(db: IndexDatabase, path: string, media: readonly ShownMedia[]) {
  for (const { path: file, modified, ...facts } of media) {
    statement(db, 'INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?, ?, ?)').run(
      file,
      path,
      facts.hash,
      facts.bytes,
      modified,
      JSON.stringify(facts),
    )
  }
}

/**
 * Removes pictures that may no longer be shown, at the head of a story and in its text.
 *
 * @param each called for each file that showed some, with the function that removes them
 * @returns whether there were any
 */
export function retirePictures(
  db: IndexDatabase,
  now: number,
  each: (path: string, retire: () => boolean) => void,
): boolean {
  const rows = statement(db, 'SELECT DISTINCT path FROM pictures WHERE until <= ?').all(now)
  for (const { path = null } of rows)
    each(String(path), () => {
      statement(db, 'DELETE FROM pictures WHERE path = ? AND until <= ?').run(path, now)
      statement(
        db,
        `UPDATE stories SET fields = json_remove(fields, '$.image')
         WHERE path = ? AND json_extract(fields, '$.image.until') <= ?`,
      ).run(path, now)
      return true
    })
  return rows.length > 0
}
