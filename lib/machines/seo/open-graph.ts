import type { Metadata } from 'next'
import { cropOf, variantTypes } from '../../assets/pictures/variants.ts'
import { isoInZone } from '../../i18n/dates.ts'
import { localeOf } from '../../i18n/language.ts'
import type { Story } from '../../index/queries/story-queries.ts'
import { sectionLabel, siteName } from '../../newsroom/labels.ts'
import { modifiedAt } from '../../newsroom/story-dates.ts'
import type { LeadImage } from '../../newsroom/story-schema.ts'
import type { PageContext } from '../../page/page-context.ts'
import type { PageWords } from '../../page/page-words.ts'
import { logoPath, picturePath } from '../../urls/paths.ts'
import type { Target } from '../../urls/target.ts'
import { cardPicture } from '../cards/card.ts'
import type { Version } from './hreflang.ts'

type Shown = {
  target: Target
  words: PageWords
  url: string
  versions: readonly Version[]
  story?: Story | undefined
}

/** What link previews show of a page (https://ogp.me), and how large X shows it: its picture, its card, or the logo. */
export function linkPreview(
  context: PageContext,
  { target, words, url, versions, story }: Shown,
): Pick<Metadata, 'openGraph' | 'twitter'> {
  const { newsroom, lang, siteUrl } = context
  const { logo } = newsroom.site.organisation
  const picture = story?.fields.image
  const wide = picture ? previewPicture(picture, siteUrl) : cardPicture(context, target, 'preview')
  const image = wide ?? (logo && { url: siteUrl + logoPath(logo), alt: siteName(newsroom, lang) })
  const others = versions.filter((version) => version.lang !== lang)
  return {
    openGraph: {
      title: words.name,
      ...(words.description !== undefined && { description: words.description }),
      url,
      siteName: siteName(newsroom, lang),
      locale: openGraphLocale(lang),
      alternateLocale: others.map((version) => openGraphLocale(version.lang)),
      ...(image && { images: [image] }),
      ...(story ? articleTags(context, story) : { type: 'website' }),
    },
    twitter: { card: wide ? 'summary_large_image' : 'summary' },
  }
}

/** Previews are wide and crop pictures to their middle anyway, so we crop them ourselves, in better quality. */
function previewPicture({ picture, alt }: LeadImage, siteUrl: string) {
  const { width, height, ...crop } = cropOf(picture, '16x9')
  return {
    url: siteUrl + picturePath(picture, { width, height, ...crop }),
    alt,
    width,
    height,
    type: variantTypes[crop.format],
  }
}

function articleTags({ newsroom, lang }: PageContext, { fields }: Story) {
  const { timeZone } = newsroom.site
  return {
    type: 'article' as const,
    publishedTime: isoInZone(fields.date, timeZone),
    modifiedTime: isoInZone(modifiedAt(fields), timeZone),
    section: sectionLabel(newsroom, fields.section, lang).text,
  }
}

// Languages whose territory at Facebook is not their most likely one:
// https://developers.facebook.com/docs/javascript/internationalization
const facebookLocales: Readonly<Record<string, string>> = { ar: 'ar_AR', sw: 'sw_KE' }

/** A language as `og:locale` writes it, `language_TERRITORY`: zh-Hans is zh_CN. */
export function openGraphLocale(lang: string): string {
  const { language, region } = new Intl.Locale(localeOf(lang))
  const likely = region ?? new Intl.Locale(lang).maximize().region
  return (region === undefined && facebookLocales[language]) || `${language}_${likely}`
}
