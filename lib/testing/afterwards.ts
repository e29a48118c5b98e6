import type { StoryFacts } from '../index/change.ts'
import type { Afterwards } from '../publish/touched.ts'

/** An ordinary story. */
export const storyFacts: StoryFacts = {
  kind: 'story',
  lang: 'en',
  day: '2025-05-16',
  slug: 'talks',
  section: 'world',
  topics: [],
  authors: [],
  published: 1000,
}

/** A site with many stories, all newer than any here, on every topic and day. */
export const busySite: Afterwards = {
  publishedAt: () => 1_000_000,
  count: () => 1000,
  neighbours: () => [],
  following: () => [],
  linking: () => [],
  lead: undefined,
}
