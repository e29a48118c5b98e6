import type { StoryFields } from '../newsroom/story-schema.ts'
import { type IndexDatabase, statement } from './index-database.ts'

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
}

export type StandingPageFacts = { kind: 'page'; lang: string; page: string }

export type Facts = StoryFacts | StandingPageFacts

/** What a pass did to what readers see of one file; not there before, it is new, not there after, it is gone. */
export type Change = {
  path: string
  before?: Facts
  after?: Facts
  /** Whether other pages show something else of it now; else only its own text is another. */
  inLists: boolean
}

/** Tells what a pass does to a file: told before, to be asked after. */
export function observe(db: IndexDatabase, path: string): () => Change | undefined {
  const before = seenOf(db, path)
  return () => {
    const after = seenOf(db, path)
    if (!before && !after) return undefined
    return {
      path,
      ...(before && { before: before.facts }),
      ...(after && { after: after.facts }),
      inLists: before?.fields !== after?.fields,
    }
  }
}

/** What readers see of a file. */
export function factsOf(db: IndexDatabase, path: string): Facts | undefined {
  return seenOf(db, path)?.facts
}

/** The same, and all its fields as JSON. */
function seenOf(db: IndexDatabase, path: string): { facts: Facts; fields: string } | undefined {
  const story = statement(
    db,
    'SELECT lang, day, slug, section, published, fields FROM stories WHERE path = ?',
  ).get(path)
  if (story) {
    const { fields, ...columns } = story
    // Written by index-writes from a checked story.
    const { topics, authors } = JSON.parse(String(fields)) as StoryFields
    const ids = authors.filter((author) => typeof author === 'string')
    const facts = { kind: 'story', ...columns, topics, authors: ids } as StoryFacts
    return { facts, fields: String(fields) }
  }
  const page = statement(db, 'SELECT lang, page, fields FROM pages WHERE path = ?').get(path)
  if (!page) return undefined
  const { fields, ...columns } = page
  return { facts: { kind: 'page', ...columns } as StandingPageFacts, fields: String(fields) }
}
