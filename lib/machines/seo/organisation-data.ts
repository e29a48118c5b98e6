import type { NewsMediaOrganization } from 'schema-dts'
import { findStandingPage } from '../../index/queries/newsroom-queries.ts'
import { localText } from '../../newsroom/local-text.ts'
import type { PageContext } from '../../page/page-context.ts'
import { logoPath, pagePath } from '../../urls/paths.ts'

/** The identifier by which everything else on a page refers to the organisation. */
export function organisationId({ siteUrl }: Pick<PageContext, 'siteUrl'>): string {
  return `${siteUrl}/#organisation`
}

/**
 * Who publishes, and what readers can hold them to: licence, owners, rules, and the hotline for disinformation.
 * https://schema.org/NewsMediaOrganization
 */
export function organisationData(context: PageContext): Exclude<NewsMediaOrganization, string> {
  const { newsroom, lang, siteUrl, t } = context
  const { organisation, licence, hotline } = newsroom.site
  const { logo, sameAs, contact, ownership, corrections, ethics, feedback } = organisation
  return {
    '@type': 'NewsMediaOrganization',
    '@id': organisationId(context),
    name: localText(organisation.name, lang).text,
    url: organisation.url ?? `${siteUrl}/`,
    ...(logo && { logo: siteUrl + logoPath(logo) }),
    ...(sameAs.length > 0 && { sameAs }),
    ...(contact?.email && { email: contact.email }),
    ...(contact?.tel && { telephone: contact.tel }),
    ...(licence && {
      hasCertification: {
        '@type': 'Certification',
        name: t('layout.licence'),
        certificationIdentification: licence.number,
      },
    }),
    ...(hotline && {
      contactPoint: {
        '@type': 'ContactPoint',
        contactType: t('layout.hotline'),
        telephone: hotline.tel,
      },
    }),
    ...(ownership && { ownershipFundingInfo: pageUrl(context, ownership) }),
    ...(corrections && { correctionsPolicy: pageUrl(context, corrections) }),
    ...(ethics && { ethicsPolicy: pageUrl(context, ethics), publishingPrinciples: pageUrl(context, ethics) }),
    ...feedbackPolicy(context, feedback),
  }
}

/** How readers can complain: the page about that, and the hotline for disinformation. */
function feedbackPolicy(context: PageContext, feedback: string | undefined) {
  const { hotline } = context.newsroom.site
  const url = feedback && pageUrl(context, feedback)
  if (!hotline) return url ? { actionableFeedbackPolicy: url } : {}
  const text = `${context.t('layout.hotline')}: ${hotline.number}`
  return { actionableFeedbackPolicy: { '@type': 'CreativeWork' as const, text, ...(url && { url }) } }
}

/** A standing page in the reader's language, or else in the site's first, in which it always exists. */
function pageUrl({ db, newsroom, lang, siteUrl }: PageContext, name: string): string {
  const written = findStandingPage(db, name, lang) ? lang : newsroom.site.languages[0]
  return siteUrl + pagePath(written ?? lang, name)
}
