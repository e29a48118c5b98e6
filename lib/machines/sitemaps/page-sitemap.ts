import { isoInZone } from '../../i18n/dates.ts'
import { allStandingPages, findStandingPage } from '../../index/queries/newsroom-queries.ts'
import type { Target, View } from '../../urls/target.ts'
import { versionsOf } from '../seo/hreflang.ts'
import { type SitemapUrl, urlSet } from './url-set.ts'

/**
 * Everything that is not a story: fronts, section fronts, authors, the topics named in site.yaml, standing pages. Lists
 * have no `lastmod`, because they change with every story.
 */
export function pageSitemap(view: View, siteUrl: string): string {
  const { newsroom, db } = view
  const targets: Target[] = [
    { kind: 'front' },
    ...newsroom.sectionIds.map((section) => ({ kind: 'section' as const, section })),
    ...newsroom.site.topics.map(({ id }) => ({ kind: 'topic' as const, topic: id })),
    ...newsroom.authorIds.map((author) => ({ kind: 'author' as const, author })),
    ...[...new Set(allStandingPages(db).map(({ page }) => page))].map((page) => ({
      kind: 'page' as const,
      page,
    })),
  ]
  const urls = targets.flatMap((target) => entries(view, target, siteUrl))
  return urlSet(urls, newsroom.site.languages[0] ?? '')
}

function entries(view: View, target: Target, siteUrl: string): SitemapUrl[] {
  const versions = versionsOf(view, target).map(({ lang, path }) => ({ lang, href: siteUrl + path }))
  return versions.map(({ lang, href }) => {
    const updated =
      target.kind === 'page' ? findStandingPage(view.db, target.page, lang)?.fields.updated : undefined
    return {
      loc: href,
      ...(updated !== undefined && { lastmod: isoInZone(updated, view.newsroom.site.timeZone) }),
      versions,
    }
  })
}
