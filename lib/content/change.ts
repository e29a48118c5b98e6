import { type IndexDatabase, statement } from './index-database.ts'
import type { StoryFields } from './story-schema.ts'

/** What pages other than its own may show of a story. */
export type StoryFacts = Pick<StoryFields, 'section' | 'topics'> & {
  kind: 'story'
  lang: string
  /** The folder's day, `2025-05-16`. */
  day: string
  slug: string
  /** Epoch milliseconds. */
  published: number
  /** Ids of authors with a page. */
  authors: string[]
  /** All its fields as JSON: what lists show is as it was when this is. */
  fields: string
}

export type PageFacts = { kind: 'page'; lang: string; page: string; fields: string }

export type Facts = StoryFacts | PageFacts

/** What a pass did to what readers see of one file; not there before, it is new, not there after, it is gone. */
export type Change = { path: string; before?: Facts; after?: Facts }

/** What readers see of a file. */
export function factsOf(db: IndexDatabase, path: string): Facts | undefined {
  const story = statement(
    db,
    'SELECT lang, day, slug, section, published, fields FROM stories WHERE path = ?',
  ).get(path)
  if (story) {
    // Written by index-writes from a checked story.
    const { topics, authors } = JSON.parse(String(story.fields)) as StoryFields
    const ids = authors.filter((author) => typeof author === 'string')
    return { kind: 'story', ...story, topics, authors: ids } as StoryFacts
  }
  const page = statement(db, 'SELECT lang, page, fields FROM pages WHERE path = ?').get(path)
  return page && ({ kind: 'page', ...page } as PageFacts)
}
