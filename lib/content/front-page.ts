import type { IndexDatabase } from './index-database.ts'
import type { Newsroom } from './newsroom-schema.ts'
import { findStory, latestInSection, latestStories, type Story } from './story-queries.ts'

/** A front page's stories by weight; no story stands in two places. */
export type FrontPageStories = {
  lead?: Story
  /** Beside the lead. */
  second: Story[]
  /** What came in after those, as headlines. */
  latest: Story[]
  sections: { section: string; stories: Story[] }[]
}

const seconds = 3
const latest = 6
const perSection = 4

/** Chooses a front page: the newsroom's lead story, or the newest one, then by time, then by section. */
export function frontPageStories(
  db: IndexDatabase,
  { site, sectionIds }: Newsroom,
  lang: string,
): FrontPageStories {
  const newest = latestStories(db, lang, 1 + seconds + latest)
  const lead = leadStory(db, site.lead, lang) ?? newest[0]
  const others = newest.filter(({ id }) => id !== lead?.id)
  const shown = new Set([lead, ...others.slice(0, seconds + latest)].map((story) => story?.id))
  const sections = sectionIds.map((section) => ({
    section,
    stories: latestInSection(db, lang, section, perSection + shown.size)
      .filter(({ id }) => !shown.has(id))
      .slice(0, perSection),
  }))
  return {
    ...(lead && { lead }),
    second: others.slice(0, seconds),
    latest: others.slice(seconds, seconds + latest),
    sections: sections.filter(({ stories }) => stories.length > 0),
  }
}

function leadStory(db: IndexDatabase, lead: string | undefined, lang: string): Story | undefined {
  const [, year, month, day, slug] = /^(\d{4})\/(\d\d)\/(\d\d)\/(.+)$/.exec(lead ?? '') ?? []
  return slug === undefined ? undefined : findStory(db, { day: `${year}-${month}-${day}`, slug }, lang)
}
