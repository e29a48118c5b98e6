import type { StoryFields } from '../newsroom/story-schema.ts'
import { type IndexDatabase, statement } from './index-database.ts'

/** What other pages may show of a story. */
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

/** What a pass changed for readers about one file. Without `before` the file is new, without `after` it is gone. */
export type Change = {
  path: string
  before?: Facts
  after?: Facts
  /** Whether other pages now show it differently; if not, only its own text has changed. */
  inLists: boolean
  /** Whether it now shows other pictures, at its head or in its text. */
  inPictures: boolean
}

/** Notes what readers see of a file before a pass changes it; the function returned then tells what has changed. */
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
      inPictures: before?.pictures !== after?.pictures,
    }
  }
}

/** What readers see of a file. */
export function factsOf(db: IndexDatabase, path: string): Facts | undefined {
  return fieldsOf(db, path)?.facts
}

type Seen = {
  facts: Facts
  /** All its fields as JSON. */
  fields: string
  /** Hashes of the pictures it shows. */
  pictures: string
}

function seenOf(db: IndexDatabase, path: string): Seen | undefined {
  const seen = fieldsOf(db, path)
  if (!seen) return undefined
  const pictures = statement(db, 'SELECT DISTINCT hash FROM pictures WHERE path = ? ORDER BY hash').all(path)
  return { ...seen, pictures: pictures.map(({ hash }) => hash).join(' ') }
}

function fieldsOf(db: IndexDatabase, path: string): Omit<Seen, 'pictures'> | undefined {
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
