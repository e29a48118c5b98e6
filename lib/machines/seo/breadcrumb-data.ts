import type { BreadcrumbList } from 'schema-dts'
import { formatPeriod } from '../../i18n/dates.ts'
import { findStory } from '../../index/queries/story-queries.ts'
import { sectionLabel, siteName } from '../../newsroom/labels.ts'
import type { PageContext } from '../../page/page-context.ts'
import { archivePath, frontPath, sectionPath } from '../../urls/paths.ts'
import type { Target } from '../../urls/target.ts'

type Step = { name: string; path: string }

/**
 * The path from the front page to a page, as names with addresses; the page itself comes last and needs no address.
 * https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
 */
export function breadcrumbData(
  context: PageContext,
  target: Exclude<Target, { kind: 'front' }>,
  name: string,
): BreadcrumbList {
  const front = { name: siteName(context.newsroom, context.lang), path: frontPath(context.lang) }
  const above = [front, ...between(context, target)]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [
      ...above.map((step, index) => ({
        '@type': 'ListItem' as const,
        position: index + 1,
        name: step.name,
        item: context.siteUrl + step.path,
      })),
      { '@type': 'ListItem' as const, position: above.length + 1, name },
    ],
  }
}

function between({ newsroom, lang, t, db }: PageContext, target: Target): Step[] {
  if (target.kind === 'story') {
    const section = findStory(db, target, lang)?.fields.section
    return section === undefined
      ? []
      : [{ name: sectionLabel(newsroom, section, lang).text, path: sectionPath(lang, section) }]
  }
  if (target.kind !== 'archive' || target.period === '') return []
  const parents = [4, 7].filter((length) => length < target.period.length)
  return [
    { name: t('archive.title'), path: archivePath(lang) },
    ...parents.map((length) => {
      const period = target.period.slice(0, length)
      return { name: formatPeriod(period, lang), path: archivePath(lang, period) }
    }),
  ]
}
