import type { CollectionPage, ProfilePage, WebPage, WebSite } from 'schema-dts'
import { isoInZone } from '../../i18n/dates.ts'
import { findStandingPage } from '../../index/queries/newsroom-queries.ts'
import { siteName } from '../../newsroom/labels.ts'
import { localText } from '../../newsroom/local-text.ts'
import type { PageContext } from '../../page/page-context.ts'
import type { PageWords } from '../../page/page-words.ts'
import { organisationId } from './organisation-data.ts'

/** The part that the data of all pages share. */
function about({ lang }: PageContext, { name, description }: PageWords, url: string) {
  return { '@id': url, url, name, ...(description !== undefined && { description }), inLanguage: lang }
}

/** A front page, section front, topic or part of the archive: a page of links to stories. */
export function collectionData(context: PageContext, words: PageWords, url: string): CollectionPage {
  return { '@type': 'CollectionPage', ...about(context, words, url) }
}

/** The site by name, for search results; https://developers.google.com/search/docs/appearance/site-names */
export function websiteData(context: PageContext): WebSite {
  const { newsroom, lang, siteUrl } = context
  return {
    '@type': 'WebSite',
    '@id': `${siteUrl}/#website`,
    url: `${siteUrl}/`,
    name: siteName(newsroom, lang),
    inLanguage: newsroom.site.languages,
    publisher: { '@id': organisationId(context) },
  }
}

/** An author's page; https://developers.google.com/search/docs/appearance/structured-data/profile-page */
export function profileData(context: PageContext, id: string, words: PageWords, url: string): ProfilePage {
  const { role, bio, links = [] } = context.newsroom.authors[id] ?? {}
  const sameAs = links.map((link) => link.url).filter((link) => link.startsWith('http'))
  return {
    '@type': 'ProfilePage',
    ...about(context, words, url),
    mainEntity: {
      '@type': 'Person',
      name: words.name,
      url,
      ...(role !== undefined && { jobTitle: localText(role, context.lang).text }),
      ...(bio !== undefined && { description: localText(bio, context.lang).text }),
      ...(sameAs.length > 0 && { sameAs }),
      worksFor: { '@id': organisationId(context) },
    },
  }
}

/** A standing page, with the day its text last changed if the page gives one. */
export function standingPageData(context: PageContext, name: string, words: PageWords, url: string): WebPage {
  const updated = findStandingPage(context.db, name, context.lang)?.fields.updated
  return {
    '@type': 'WebPage',
    ...about(context, words, url),
    ...(updated !== undefined && { dateModified: isoInZone(updated, context.newsroom.site.timeZone) }),
    publisher: { '@id': organisationId(context) },
  }
}
