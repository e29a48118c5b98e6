import type { Change, Facts, StoryFacts } from '../index/change.ts'
import {
  everyListKey,
  frontKey,
  type Key,
  type ListKind,
  listKey,
  pageKey,
  siteKey,
  sitemapKey,
  storyKey,
} from '../keys/keys.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import { feedKeys, sitemapKeys } from './touched-files.ts'

/** Stories of one language, by what they have in common; newest first. */
export type ListOf = { lang: string; section?: string; topic?: string; author?: string }

/** The same, or those of a year, month or day. */
export type CountOf = ListOf | { lang: string; period: string }

/** What has to be known of the site as it is after the changes. */
export type Afterwards = {
  /** When the story at a place of a list was published (epoch milliseconds); nothing when the list is shorter. */
  publishedAt(list: ListOf, place: number): number | undefined
  count(of: CountOf): number
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
 * @returns surrogate keys, those pages carry
 */
export function touchedKeys(changes: Iterable<Change>, after: Afterwards): Set<Key> {
  const keys = new Set<Key>()
  const growth: Growth = new Map()
  for (const change of changes) {
    const { before, after: now } = change
    const facts = [before, now].filter((fact) => fact !== undefined)
    const linking = urlOf(before) === urlOf(now) ? [] : after.linking(change.path)
    for (const fact of facts) add(ownKeys(fact, change.inLists))
    for (const fact of linking) add(ownKeys(fact, false))
    for (const fact of [...facts, ...linking]) add(feedKeys(fact, after))
    for (const fact of facts) add(sitemapKeys(fact, change))
    if (!change.inLists) continue
    for (const [story, other] of [
      [before, now],
      [now, before],
    ])
      if (story?.kind === 'story') add(listKeys(story, other, after))
    grow(growth, before, -1)
    grow(growth, now, 1)
  }
  for (const grown of growth.values()) add(growthKeys(grown, after))
  return keys

  function add(more: readonly Key[]) {
    for (const key of more) keys.add(key)
  }
}

type Grown = {
  kind: 'lang' | ListKind
  lang: string
  name: string
  by: number
}

/** By how many stories each part of a language has grown. */
type Growth = Map<string, Grown>

function grow(growth: Growth, fact: Facts | undefined, by: number) {
  if (fact?.kind !== 'story') return
  const { lang, day, section, topics, authors } = fact
  const parts: [Grown['kind'], string[]][] = [
    ['lang', ['']],
    ['section', [section]],
    ['author', authors],
    ['topic', topics],
    ['archive', [day.slice(0, 4), day.slice(0, 7), day]],
  ]
  for (const [kind, names] of parts)
    for (const name of new Set(names)) {
      const id = `${kind}:${lang}/${name}`
      growth.set(id, { kind, lang, name, by: (growth.get(id)?.by ?? 0) + by })
    }
}

function growthKeys({ kind, lang, name, by }: Grown, after: Afterwards): Key[] {
  if (by === 0) return []
  // A year's page counts the stories of its months, theirs those of their days.
  const parent = kind === 'archive' ? [listKey('archive', lang, name.split('-').slice(0, -1).join('-'))] : []
  const count = after.count(countOf(kind, lang, name))
  if (count > 0 && count > by) return parent
  // The first story came or the last one went: pages in other languages name this one, or name it no more.
  const like = kind === 'lang' ? siteKey : everyListKey(kind, name)
  const neighbours = kind === 'archive' ? after.neighbours(lang, name) : []
  return [
    ...parent,
    like,
    sitemapKey('pages'),
    ...neighbours.map((period) => listKey('archive', lang, period)),
  ]
}

function countOf(kind: Grown['kind'], lang: string, name: string): CountOf {
  if (kind === 'lang') return { lang }
  return kind === 'archive' ? { lang, period: name } : { lang, [kind]: name }
}

/** A page's own key; every footer names the standing pages. */
function ownKeys(fact: Facts, inLists: boolean): Key[] {
  if (fact.kind === 'story') return [storyKey(fact)]
  return inLists ? [siteKey] : [pageKey(fact.page)]
}

/** @param other what the story was before or is after; lists it only stands in now, or only stood in, count it */
function listKeys(story: StoryFacts, other: Facts | undefined, after: Afterwards): Key[] {
  const { lang, day, slug, section, published } = story
  const same = other?.kind === 'story' ? other : undefined
  const shows = (list: ListOf, places: number) =>
    published >= (after.publishedAt({ ...list, lang }, places) ?? Number.NEGATIVE_INFINITY)
  const { front, frontSection, sectionFront, list } = listSizes
  const isOnFront = after.lead === `${day}/${slug}` || shows({ lang }, front)
  const keys = [listKey('archive', lang, day)]
  // What stands above a front page's sections is not repeated there.
  if (isOnFront || shows({ lang, section }, frontSection + front)) keys.push(frontKey(lang))
  if (shows({ lang, section }, sectionFront)) keys.push(listKey('section', lang, section))
  for (const topic of story.topics)
    if (!same?.topics.includes(topic) || shows({ lang, topic }, list))
      keys.push(listKey('topic', lang, topic))
  for (const author of story.authors)
    if (!same?.authors.includes(author) || shows({ lang, author }, list))
      keys.push(listKey('author', lang, author))
  for (const next of after.following(story)) keys.push(storyKey(next))
  return keys
}

/** What tells a page's URL from another's. */
function urlOf(fact: Facts | undefined): string | undefined {
  if (!fact) return undefined
  if (fact.kind === 'page') return `${fact.lang}/${fact.page}`
  return `${fact.lang}/${fact.section}/${fact.day}/${fact.slug}`
}
