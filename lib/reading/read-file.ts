import { createHash } from 'node:crypto'
import { faultReason, isSystemFault } from '../runtime/system-fault.ts'
import type { ContentFolder } from './content-folder.ts'
import type { Reading } from './front-matter.ts'
import { type Reader, type ReadPage, type ReadStory, type TextReading, unshowable } from './read-story.ts'

/** A file that was read: the hash of its contents, and what they say. */
export type ReadFile = {
  hash: string
  reading: TextReading<{ kind: 'story'; story: ReadStory } | { kind: 'page'; page: ReadPage }>
}

/** A file that the system could not read: nothing else is known about it. */
export type UnreadFile = { fault: string }

/** The result of reading a file, or the reason when the system failed through no fault of the file. */
export function unlessFault<T>(read: () => T): T | UnreadFile {
  try {
    return read()
  } catch (error) {
    if (isSystemFault(error)) return { fault: faultReason(error) }
    throw error
  }
}

/**
 * Reads a Markdown file of a content folder, a story or a standing page. Throws system errors.
 *
 * @param now epoch milliseconds
 */
export function readFile(folder: ContentFolder, reader: Reader, path: string, now: number): ReadFile {
  const text = folder.readText(path)
  const hash = hashOf(text)
  if (!text.ok) return { hash, reading: text }
  if (path.startsWith('pages/')) {
    const page = reader.page(path, text.value, now)
    return { hash, reading: page.ok ? { ok: true, value: { kind: 'page', page: page.value } } : page }
  }
  const story = reader.story(path, text.value, now)
  return { hash, reading: story.ok ? { ok: true, value: { kind: 'story', story: story.value } } : story }
}

/** The result for a file that cannot be read within the limits of what a text may take. Throws system errors. */
export function exhausting(folder: ContentFolder, path: string): ReadFile {
  const text = folder.readText(path)
  const [frontMatter = ''] = (text.ok && /^.*?\n---[^\n]*\n/s.exec(text.value)) || []
  const line = frontMatter.split('\n').length
  const message =
    'This text takes too long to be made into a page, or more memory than there is for one. Split it, or simplify it.'
  return { hash: hashOf(text), reading: unshowable(path, line, message) }
}

function hashOf(text: Reading<string>): string {
  return createHash('sha256')
    .update(text.ok ? text.value : '')
    .digest('base64')
}
