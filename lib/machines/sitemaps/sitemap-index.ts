import { isoInZone } from '../../i18n/dates.ts'
import { listedMonths } from '../../index/queries/sitemap-queries.ts'
import { element, textElement, xmlDocument } from '../../runtime/xml.ts'
import { sitemapPath } from '../../urls/paths.ts'
import type { View } from '../../urls/target.ts'

/** The list of all sitemap files except the one for news, which robots.txt names. */
export function sitemapIndex({ db, newsroom, now }: View, siteUrl: string): string {
  const months = listedMonths(db, now).flatMap(({ month, parts, edited }) =>
    Array.from({ length: parts }, (_, index) =>
      element('sitemap', {}, [
        textElement('loc', siteUrl + sitemapPath(month, index + 1)),
        textElement('lastmod', isoInZone(edited, newsroom.site.timeZone)),
      ]),
    ),
  )
  const pages = element('sitemap', {}, [textElement('loc', siteUrl + sitemapPath('pages'))])
  return xmlDocument(
    element('sitemapindex', { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' }, [pages, ...months]),
  )
}
