import type { ContentFolder } from '../reading/content-folder.ts'
import { surroundingsIn } from '../reading/pictures.ts'
import type { readAhead } from '../reading/read-ahead.ts'
import { readFile, unlessFault } from '../reading/read-file.ts'
import { createReader } from '../reading/read-story.ts'

/**
 * Reads files in the test's own thread, so that a test can simulate system errors.
 *
 * @param folder through which they are read
 */
export function readHere(folder: ContentFolder): typeof readAhead {
  return ({ newsroom, compiles, now }) => {
    const reader = createReader(newsroom, surroundingsIn(folder), () => compiles)
    return {
      take: (path) => unlessFault(() => readFile(folder, reader, path, now)),
      close: () => {},
    }
  }
}

/** An error as the system reports it. */
export function systemError(code: string, words: string): Error {
  return Object.assign(new Error(`${code}: ${words}, open '/somewhere'`), { code })
}
