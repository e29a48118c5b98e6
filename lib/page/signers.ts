import type { Story } from '../index/queries/story-queries.ts'
import { localText } from '../newsroom/local-text.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { authorPath } from '../urls/paths.ts'

/** A person or organisation that signs a story. */
export type Signer = {
  name: string
  /** The language of the name, if it is not the story's. */
  lang?: string
  /** A path of this site, or a guest's own address. */
  url?: string
}

/** Authors by id, guests as the story gives them; empty when the organisation signs. */
export function authorsOf(
  newsroom: Pick<Newsroom, 'authors'>,
  { lang, fields }: Pick<Story, 'lang' | 'fields'>,
): Signer[] {
  return fields.authors.map((author) => {
    if (typeof author !== 'string') return { name: author.name, ...(author.url && { url: author.url }) }
    const { text, lang: other } = localText(newsroom.authors[author]?.name ?? author, lang)
    return { name: text, url: authorPath(lang, author), ...(other && { lang: other }) }
  })
}

/** The signers for the byline: the organisation if a story has no authors. */
export function signersOf(newsroom: Newsroom, story: Pick<Story, 'lang' | 'fields'>): Signer[] {
  const authors = authorsOf(newsroom, story)
  if (authors.length > 0) return authors
  const { text, lang: other } = localText(newsroom.site.organisation.name, story.lang)
  return [{ name: text, ...(other && { lang: other }) }]
}
