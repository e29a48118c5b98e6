import type { Change, Facts, StoryFacts } from '../index/change.ts'
import {
  everyListKey,
  frontKey,
  type Key,
  type ListKind,
  langKey,
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

/** What touchedKeys needs to know about the site after the changes. */
export type Afterwards = {
  /** When the story at a place in a list was published (epoch milliseconds); undefined when the list is shorter. */
  publishedAt(list: ListOf, place: number): number | undefined
  count(of: CountOf): number
  /** The nearest periods before and after one that have stories. */
  neighbours(lang: string, period: string): string[]
  /** Stories that may name this one as a story to read next. */
  following(story: StoryFacts): Pick<StoryFacts, 'day' | 'slug'>[]
  /** The files that link to a file. */
  linking(path: string): Facts[]
  /** `day/slug` of the story that leads front pages whatever its age. */
  lead: string | undefined
}

/**
 * Which pages some changes touch: a story's own in every language, the lists it is in or was in, the archive of its day,
 * and stories that list it or link to it. A list counts only if it shows what changed: a correction in an old
 * story leaves the front page alone.
 *
 * @returns the surrogate keys of those pages
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

/** By how many stories each list of a language has grown. */
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
  // A year's page counts the stories of its months, and a month's page those of its days.
  const parent = kind === 'archive' ? [listKey('archive', lang, name.split('-').slice(0, -1).join('-'))] : []
  const count = after.count(countOf(kind, lang, name))
  if (count > 0 && count > by) return parent
  // The first story came or the last one went: pages in other languages now name this one, or no longer do.
  const like = kind === 'lang' ? siteKey : everyListKey(kind, name)
  // Every page of the language names the sections that have stories.
  const navigation = kind === 'section' ? [langKey(lang)] : []
  const neighbours = kind === 'archive' ? after.neighbours(lang, name) : []
  return [
    ...parent,
    ...navigation,
    like,
    sitemapKey('pages'),
    ...neighbours.map((period) => listKey('archive', lang, period)),
  ]
}

function countOf(kind: Grown['kind'], lang: string, name: string): CountOf {
  if (kind === 'lang') return { lang }
  return kind === 'archive' ? { lang, period: name } : { lang, [kind]: name }
}

/** A page's own key; or the whole site for a standing page that footers name differently now. */
function ownKeys(fact: Facts, inLists: boolean): Key[] {
  if (fact.kind === 'story') return [storyKey(fact)]
  return inLists ? [siteKey] : [pageKey(fact.page)]
}

/** @param other the story before or after the change; a topic or author it does not share always counts */
function listKeys(story: StoryFacts, other: Facts | undefined, after: Afterwards): Key[] {
  const { lang, day, slug, section, published } = story
  const same = other?.kind === 'story' ? other : undefined
  const shows = (list: ListOf, places: number) =>
    published >= (after.publishedAt({ ...list, lang }, places) ?? Number.NEGATIVE_INFINITY)
  const { front, frontSection, sectionFront, list } = listSizes
  const isOnFront = after.lead === `${day}/${slug}` || shows({ lang }, front)
  const keys = [listKey('archive', lang, day)]
  // Stories above a front page's sections are not repeated in them, so a section may reach further down its list.
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

/** Differs when a page's URL differs. */
function urlOf(fact: Facts | undefined): string | undefined {
  if (!fact) return undefined
  if (fact.kind === 'page') return `${fact.lang}/${fact.page}`
  return `${fact.lang}/${fact.section}/${fact.day}/${fact.slug}`
}
