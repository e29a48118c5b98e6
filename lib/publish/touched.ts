import type { Change, Facts, StoryFacts } from '../content/change.ts'
import { listSizes } from '../content/list-sizes.ts'
import { encodeKey } from '../routes/surrogate-keys.ts'

/** Stories of one language, by what they have in common; newest first. */
export type ListOf = { lang: string; section?: string; topic?: string; author?: string }

/** What has to be known of the site as it is after the changes. */
export type Afterwards = {
  /** When the story at a place of a list was published (epoch milliseconds); nothing when the list is shorter. */
  publishedAt(list: ListOf, place: number): number | undefined
  countOnTopic(lang: string, topic: string): number
  /** Stories in a year, month or day. */
  countInPeriod(lang: string, period: string): number
  /** The nearest periods before and after one that have stories. */
  neighbours(lang: string, period: string): string[]
  /** Stories that may name this one as the one to read after them. */
  following(story: StoryFacts): Pick<StoryFacts, 'day' | 'slug'>[]
  /** What links to a file. */
  linking(path: string): Facts[]
  /** `day/slug` of the story that leads front pages whatever its age. */
  lead: string | undefined
}

/**
 * Which pages some changes touch: a story's own in every language, the lists it stands in or stood in, the archive of
 * its day, stories that list it or link to it. Of lists only those that show what changed: a correction in an old
 * story leaves the front page alone.
 *
 * @returns surrogate keys, those of surrogateKeys
 */
export function touchedKeys(changes: Iterable<Change>, after: Afterwards): Set<string> {
  const keys = new Set<string>()
  /** By how many stories each topic and period of a language has grown. */
  const growth = new Map<string, { kind: 'topic' | 'archive'; lang: string; name: string; by: number }>()
  for (const change of changes) {
    const { before, after: now } = change
    const facts = [before, now].filter((fact) => fact !== undefined)
    for (const fact of facts) for (const key of ownKeys(fact, change.inLists)) keys.add(key)
    if (urlOf(before) !== urlOf(now))
      for (const fact of after.linking(change.path)) for (const key of ownKeys(fact, false)) keys.add(key)
    if (!change.inLists) continue
    for (const [story, other] of [
      [before, now],
      [now, before],
    ])
      if (story?.kind === 'story') for (const key of listKeys(story, other, after)) keys.add(key)
    grow(before, -1)
    grow(now, 1)
  }
  for (const { kind, lang, name, by } of growth.values()) {
    if (by === 0) continue
    // A year's page counts the stories of its months, theirs those of their days.
    if (kind === 'archive') keys.add(`archive:${lang}/${name.split('-').slice(0, -1).join('-') || 'all'}`)
    const count = kind === 'topic' ? after.countOnTopic(lang, name) : after.countInPeriod(lang, name)
    if (count > 0 && count > by) continue
    // The page itself came or went: its like in other languages name it, and its neighbours lead to it.
    keys.add(`${kind}:${name}`)
    if (kind === 'archive')
      for (const neighbour of after.neighbours(lang, name)) keys.add(`archive:${lang}/${neighbour}`)
  }
  return new Set([...keys].map(encodeKey))

  function grow(fact: Facts | undefined, by: number) {
    if (fact?.kind !== 'story') return
    const { lang, day, topics } = fact
    for (const topic of new Set(topics)) add('topic', lang, topic, by)
    for (const period of [day.slice(0, 4), day.slice(0, 7), day]) add('archive', lang, period, by)
  }

  function add(kind: 'topic' | 'archive', lang: string, name: string, by: number) {
    const id = `${kind}:${lang}/${name}`
    growth.set(id, { kind, lang, name, by: (growth.get(id)?.by ?? 0) + by })
  }
}

/** A page's own key; every footer names the standing pages. */
function ownKeys(fact: Facts, inLists: boolean): string[] {
  if (fact.kind === 'story') return [`story:${fact.day}/${fact.slug}`]
  return inLists ? ['site'] : [`page:${fact.page}`]
}

/** @param other what the story was before or is after; lists it only stands in now, or only stood in, count it */
function listKeys(story: StoryFacts, other: Facts | undefined, after: Afterwards): string[] {
  const { lang, day, slug, section, published } = story
  const same = other?.kind === 'story' ? other : undefined
  const shows = (list: ListOf, places: number) =>
    published >= (after.publishedAt({ ...list, lang }, places) ?? Number.NEGATIVE_INFINITY)
  const { front, frontSection, sectionFront, list } = listSizes
  const isOnFront = after.lead === `${day}/${slug}` || shows({ lang }, front)
  const keys = [`archive:${lang}/${day}`]
  // What stands above a front page's sections is not repeated there.
  if (isOnFront || shows({ lang, section }, frontSection + front)) keys.push(`front:${lang}`)
  if (shows({ lang, section }, sectionFront)) keys.push(`section:${lang}/${section}`)
  for (const topic of story.topics)
    if (!same?.topics.includes(topic) || shows({ lang, topic }, list)) keys.push(`topic:${lang}/${topic}`)
  for (const author of story.authors)
    if (!same?.authors.includes(author) || shows({ lang, author }, list))
      keys.push(`author:${lang}/${author}`)
  for (const next of after.following(story)) keys.push(`story:${next.day}/${next.slug}`)
  return keys
}

/** What tells a page's URL from another's. */
function urlOf(fact: Facts | undefined): string | undefined {
  if (!fact) return undefined
  if (fact.kind === 'page') return `${fact.lang}/${fact.page}`
  return `${fact.lang}/${fact.section}/${fact.day}/${fact.slug}`
}
