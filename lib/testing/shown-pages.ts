import { frontPageStories } from '../index/queries/front-page.ts'
import { allStandingPages, findStandingPage, standingPageTitles } from '../index/queries/newsroom-queries.ts'
import {
  archiveNeighbours,
  archivePeriods,
  countByAuthor,
  countOnTopic,
  latestInSection,
  relatedStories,
  type Story,
  storiesByAuthor,
  storiesOnDay,
  storiesOnTopic,
  storyAtPath,
  storyBody,
  topicsInUse,
} from '../index/queries/story-queries.ts'
import type { Key } from '../keys/keys.ts'
import { pageKeys } from '../keys/page-keys.ts'
import { contentTarget } from '../newsroom/link-target.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import { alternates } from '../urls/alternates.ts'
import { storyPath } from '../urls/paths.ts'
import { pathOf, type Target, type View } from '../urls/target.ts'
import type { TestNewsroom } from './newsroom.ts'

/** A page: the keys it carries, and, as JSON, all the content that it shows. */
export type ShownPage = { keys: Key[]; shows: string }

/** Every page of a newsroom by its path, with its content fetched as the components fetch it. */
export function shownPages(made: TestNewsroom, now: number): Map<string, ShownPage> {
  const newsroom = made.newsroom()
  const view: View = { db: made.db, newsroom, now }
  const pages = new Map<string, ShownPage>()
  for (const lang of newsroom.site.languages)
    for (const target of targets(view, lang)) {
      const path = pathOf(view, target, lang)
      if (path === undefined) continue
      const story = target.kind === 'story' ? storyOf(view, target, lang) : undefined
      const frame = [
        newsroom.site,
        newsroom.site.footer.map((page) => standingPageTitles(made.db, page, newsroom.site.languages)),
      ]
      const shows = JSON.stringify([frame, alternates(view, target), contentOf(view, target, lang)])
      pages.set(path, { keys: pageKeys(target, lang, story), shows })
    }
  return pages
}

/** Paths of pages that show something different, appeared or disappeared, and all keys they carried. */
export function changedPages(before: Map<string, ShownPage>, after: Map<string, ShownPage>) {
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  return paths
    .filter((path) => before.get(path)?.shows !== after.get(path)?.shows)
    .map((path) => ({ path, keys: before.get(path)?.keys ?? [] }))
}

function targets({ db, newsroom }: View, lang: string): Target[] {
  const years = archivePeriods(db, lang, '').map(({ period }) => period)
  const months = years.flatMap((year) => archivePeriods(db, lang, year).map(({ period }) => period))
  const days = months.flatMap((month) => archivePeriods(db, lang, month).map(({ period }) => period))
  const stories = days.flatMap((day) => storiesOnDay(db, lang, day))
  return [
    { kind: 'front' },
    ...newsroom.sectionIds.map((section): Target => ({ kind: 'section', section })),
    ...topicsInUse(db, lang, 1000).map((topic): Target => ({ kind: 'topic', topic })),
    ...newsroom.authorIds.map((author): Target => ({ kind: 'author', author })),
    ...['', ...years, ...months, ...days].map((period): Target => ({ kind: 'archive', period })),
    ...allStandingPages(db).flatMap(({ page, lang: other }): Target[] =>
      other === lang ? [{ kind: 'page', page }] : [],
    ),
    ...stories.map(({ day, slug }): Target => ({ kind: 'story', day, slug })),
  ]
}

function storyOf(
  { db }: View,
  { day, slug }: { day: string; slug: string },
  lang: string,
): Story | undefined {
  return storiesOnDay(db, lang, day).find((story) => story.slug === slug)
}

function contentOf(view: View, target: Target, lang: string): unknown {
  const { db, newsroom } = view
  switch (target.kind) {
    case 'front': {
      const { lead, second, third, latest, sections } = frontPageStories(db, newsroom, lang)
      const ofSections = sections.map(({ section, stories }) => [section, stories.map(teaser)])
      return [lead && teaser(lead), [second, third, latest].map((stories) => stories.map(teaser)), ofSections]
    }
    case 'section':
      return latestInSection(db, lang, target.section, listSizes.sectionFront).map(teaser)
    case 'topic':
      return [
        countOnTopic(db, lang, target.topic),
        storiesOnTopic(db, lang, target.topic, listSizes.list).map(teaser),
      ]
    case 'author':
      return [
        newsroom.authors[target.author],
        countByAuthor(db, lang, target.author),
        storiesByAuthor(db, lang, target.author, listSizes.list).map(teaser),
      ]
    case 'archive':
      return target.period.length === 10
        ? [storiesOnDay(db, lang, target.period).map(teaser), archiveNeighbours(db, lang, target.period)]
        : [archivePeriods(db, lang, target.period), archiveNeighbours(db, lang, target.period)]
    case 'page': {
      const page = findStandingPage(db, target.page, lang)
      return page && [page.fields, page.body, linksIn(view, page.path, page.body)]
    }
    case 'story':
      return storyContent(view, target, lang)
  }
}

function storyContent(view: View, target: Target & { kind: 'story' }, lang: string): unknown {
  const { db, newsroom } = view
  const story = storyOf(view, target, lang)
  if (!story) return undefined
  const body = storyBody(db, story.id)
  const names = story.fields.authors.map((id) => (typeof id === 'string' ? newsroom.authors[id]?.name : id))
  const related = relatedStories(db, story, listSizes.related).map(teaser)
  return [story.fields, body, names, linksIn(view, story.path, body), related]
}

/** What a list shows of a story. */
function teaser(story: Story) {
  const { title, summary, date, kind, image } = story.fields
  return [storyPath(story), title, summary, date, kind, story.path, image?.src]
}

/** Where links to other files now lead. */
function linksIn(view: View, path: string, body: string): (string | undefined)[] {
  return [...body.matchAll(/\]\(([^)]+)\)/g)].map(([, url = '']) => {
    const file = contentTarget(path, url)
    if (file === undefined) return url
    if (!file.startsWith('pages/')) {
      const story = storyAtPath(view.db, file)
      return story && storyPath(story)
    }
    const [, page = '', lang = ''] = /^pages\/(.+)\.([^.]+)\.md$/.exec(file) ?? []
    return pathOf(view, { kind: 'page', page }, lang)
  })
}
