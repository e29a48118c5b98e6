import { listSizes } from '../../newsroom/list-sizes.ts'
import type { Newsroom } from '../../newsroom/newsroom-schema.ts'
import type { Kind } from '../../newsroom/story-schema.ts'
import type { IndexDatabase } from '../index-database.ts'
import { findStory, latestInSection, latestStories, type Story } from './story-queries.ts'

/** A front page's stories by importance; no story appears twice. */
export type FrontPageStories = {
  lead?: Story
  /** Beside the lead. */
  second: Story[]
  /** Below the lead. */
  third: Story[]
  /** The next newest, as headlines. */
  latest: Story[]
  /** Opinion and analysis. */
  views: Story[]
  /** Explainers, galleries and films. */
  depth: Story[]
  sections: { section: string; stories: Story[] }[]
}

/** The kinds that stand together on a front page, whatever their sections. */
const together = {
  views: ['opinion', 'analysis'],
  depth: ['explainer', 'gallery', 'video'],
} satisfies Record<string, Kind[]>

const seconds = 3
const thirds = 2
const latest = 6
/** One story makes no strip. */
const leastInStrip = 2
const mostViews = 4
const mostDepth = 3

/** Chooses a front page: the newsroom's lead story, or the newest one, then by time, then by section. */
export function frontPageStories(
  db: IndexDatabase,
  { site, sectionIds }: Newsroom,
  lang: string,
): FrontPageStories {
  const newest = latestStories(db, lang, listSizes.front)
  // With few stories in a language, only the first tiers appear above the sections.
  const above = newest.length < listSizes.front ? seconds : seconds + thirds + latest
  const lead = leadStory(db, site.lead, lang) ?? newest[0]
  const others = newest.filter(({ id }) => id !== lead?.id).slice(0, above)
  const shown = new Set([lead, ...others].map((story) => story?.id))
  // No further down than lib/publish/touched looks.
  const below = sectionIds.map((section) => ({
    section,
    stories: latestInSection(db, lang, section, listSizes.frontSection + listSizes.front),
  }))
  const taken = (kinds: readonly Kind[], most: number) => {
    const candidates = below
      .flatMap(({ stories }) => stories)
      .filter(({ id, fields }) => kinds.includes(fields.kind) && !shown.has(id))
      .sort((a, b) => b.fields.date - a.fields.date)
      .slice(0, most)
    if (candidates.length < leastInStrip) return []
    for (const { id } of candidates) shown.add(id)
    return candidates
  }
  const views = taken(together.views, mostViews)
  const depth = taken(together.depth, mostDepth)
  const sections = below.map(({ section, stories }) => ({
    section,
    stories: picturedFirst(stories.filter(({ id }) => !shown.has(id)).slice(0, listSizes.frontSection)),
  }))
  return {
    ...(lead && { lead }),
    second: others.slice(0, seconds),
    third: others.slice(seconds, seconds + thirds),
    latest: others.slice(seconds + thirds),
    views,
    depth,
    sections: sections.filter(({ stories }) => stories.length > 0),
  }
}

/** Moves the first story with a picture to the front; the others keep their order. */
export function picturedFirst(stories: Story[]): Story[] {
  const pictured = stories.find(({ fields }) => fields.image)
  return pictured ? [pictured, ...stories.filter((story) => story !== pictured)] : stories
}

function leadStory(db: IndexDatabase, lead: string | undefined, lang: string): Story | undefined {
  const [, year, month, day, slug] = /^(\d{4})\/(\d\d)\/(\d\d)\/(.+)$/.exec(lead ?? '') ?? []
  return slug === undefined ? undefined : findStory(db, { day: `${year}-${month}-${day}`, slug }, lang)
}
