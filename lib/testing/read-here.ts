import type { ContentFolder } from '../content/content-folder.ts'
import { surroundingsIn } from '../content/pictures.ts'
import type { readAhead } from '../content/read-ahead.ts'
import { readFile, unlessFault } from '../content/read-file.ts'
import { createReader } from '../content/read-story.ts'

/**
 * Reads files where the test runs instead of in other threads, so that a test may have the system fail.
 *
 * @param folder through which they are read
 */
export function readHere(folder: ContentFolder): typeof readAhead {
  return ({ newsroom, compiles }) => {
    const reader = createReader(newsroom, surroundingsIn(folder), () => compiles)
    return {
      take: (path) => unlessFault(() => readFile(folder, reader, path)),
      close: () => {},
    }
  }
}

/** An error as the system gives it. */
export function systemError(code: string, words: string): Error {
  return Object.assign(new Error(`${code}: ${words}, open '/somewhere'`), { code })
}
