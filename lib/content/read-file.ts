import { createHash } from 'node:crypto'
import type { ContentFolder } from './content-folder.ts'
import type { Reading } from './front-matter.ts'
import type { Reader, ReadPage, ReadStory } from './read-story.ts'

/** A file as it was read: its contents' hash, and what they say. */
export type ReadFile = {
  hash: string
  reading: Reading<{ kind: 'story'; story: ReadStory } | { kind: 'page'; page: ReadPage }>
}

/** Reads a Markdown file of a content folder, whichever of the two kinds it is. */
export function readFile(folder: ContentFolder, reader: Reader, path: string): ReadFile {
  const text = folder.readText(path)
  const hash = createHash('sha256')
    .update(text.ok ? text.value : '')
    .digest('base64')
  if (!text.ok) return { hash, reading: text }
  if (path.startsWith('pages/')) {
    const page = reader.page(path, text.value)
    return { hash, reading: page.ok ? { ok: true, value: { kind: 'page', page: page.value } } : page }
  }
  const story = reader.story(path, text.value)
  return { hash, reading: story.ok ? { ok: true, value: { kind: 'story', story: story.value } } : story }
}
