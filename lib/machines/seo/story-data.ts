import type {
  AnalysisNewsArticle,
  BackgroundNewsArticle,
  LiveBlogPosting,
  NewsArticle,
  OpinionNewsArticle,
} from 'schema-dts'
import { cropOf } from '../../assets/pictures/variants.ts'
import { isoInZone } from '../../i18n/dates.ts'
import { joinNames } from '../../i18n/language.ts'
import type { Story } from '../../index/queries/story-queries.ts'
import { sectionLabel, topicLabel } from '../../newsroom/labels.ts'
import { modifiedAt } from '../../newsroom/story-dates.ts'
import type { Kind, LeadImage } from '../../newsroom/story-schema.ts'
import type { PageContext } from '../../page/page-context.ts'
import { authorsOf } from '../../page/signers.ts'
import { picturePath } from '../../urls/paths.ts'
import { cardPictures } from '../cards/card.ts'
import type { Version } from './hreflang.ts'
import { playedData } from './media-data.ts'
import { organisationId } from './organisation-data.ts'

export type StoryData =
  | NewsArticle
  | AnalysisNewsArticle
  | OpinionNewsArticle
  | BackgroundNewsArticle
  | LiveBlogPosting

/**
 * schema.org's type for each kind of story. Its word for an explainer is BackgroundNewsArticle. A gallery or a video is
 * described as the article around it, because ImageGallery is a kind of page and VideoObject needs a film. A story that
 * corrects another is an article too; CorrectionComment is for the note below a story.
 */
const types = {
  news: 'NewsArticle',
  analysis: 'AnalysisNewsArticle',
  opinion: 'OpinionNewsArticle',
  explainer: 'BackgroundNewsArticle',
  live: 'LiveBlogPosting',
  gallery: 'NewsArticle',
  video: 'NewsArticle',
  correction: 'NewsArticle',
} as const satisfies Record<Kind, string>

/**
 * A story, as https://developers.google.com/search/docs/appearance/structured-data/article and schema.org ask; its
 * times are those the page shows.
 *
 * @param url of the story, absolute
 * @param versions the languages it can be read in, including its own
 */
export function storyData(
  context: PageContext,
  story: Story,
  url: string,
  versions: readonly Version[],
): StoryData {
  const { newsroom, lang } = context
  const { title, summary, section, date, topics, dateline, kind, corrections } = story.fields
  const iso = (time: number) => isoInZone(time, newsroom.site.timeZone)
  return {
    '@type': types[kind],
    '@id': url,
    mainEntityOfPage: url,
    headline: title,
    description: summary,
    inLanguage: lang,
    datePublished: iso(date),
    dateModified: iso(modifiedAt(story.fields)),
    author: authors(context, story),
    publisher: { '@id': organisationId(context) },
    isAccessibleForFree: true,
    articleSection: sectionLabel(newsroom, section, lang).text,
    ...(topics.length > 0 && { keywords: topics.map((topic) => topicLabel(newsroom, topic, lang).text) }),
    ...(story.fields.image ? picture(context, story.fields.image) : card(context, story)),
    ...playedData(context, story),
    // To schema.org a live blog is not a NewsArticle, and only a NewsArticle has a dateline.
    ...(dateline !== undefined && kind !== 'live' && { dateline }),
    ...agencies(context, story),
    ...(story.fields.canonical !== undefined && { isBasedOn: story.fields.canonical }),
    ...(corrections.length > 0 && {
      correction: corrections.map((correction) => ({
        '@type': 'CorrectionComment' as const,
        text: correction.text,
        datePublished: iso(correction.date),
      })),
    }),
    ...translations(context, types[kind], versions),
  }
}

/** Each author, with a page if there is one; without authors, the organisation. */
function authors(context: PageContext, story: Story) {
  const signers = authorsOf(context.newsroom, story)
  if (signers.length === 0) return { '@id': organisationId(context) }
  return signers.map(({ name, url }) => ({
    '@type': 'Person' as const,
    name,
    ...(url && { url: new URL(url, context.siteUrl).href }),
  }))
}

/** The shapes that search results use. */
const shapes = ['16x9', '4x3', '1x1'] as const

function picture({ siteUrl }: PageContext, image: LeadImage) {
  return {
    image: shapes.map((shape, index) => {
      const crop = cropOf(image.picture, shape)
      const url = siteUrl + picturePath(image.picture, crop)
      return {
        '@type': 'ImageObject' as const,
        url,
        width: `${crop.width}`,
        height: `${crop.height}`,
        // All shapes are the same picture, so its caption and credit are given once.
        ...(index === 0 && image.caption && { caption: image.caption }),
        ...(index === 0 && image.credit && { creditText: image.credit }),
      }
    }),
  }
}

function card(context: PageContext, { day, slug }: Story) {
  const drawn = cardPictures(context, { kind: 'story', day, slug }, shapes)
  if (drawn.length === 0) return {}
  return {
    image: drawn.map(({ url, width, height }) => ({
      '@type': 'ImageObject' as const,
      url,
      width: `${width}`,
      height: `${height}`,
    })),
  }
}

function agencies({ t, lang }: PageContext, { fields: { sources } }: Story) {
  if (sources.length === 0) return {}
  return {
    creditText: t('story.withInputFrom', { agencies: joinNames(sources, lang) }),
    isBasedOn: sources.map((name) => ({
      '@type': 'CreativeWork' as const,
      publisher: { '@type': 'Organization' as const, name },
    })),
  }
}

/** The version in the site's first language counts as the original, all others as translations of it. */
function translations(
  { lang, newsroom, siteUrl }: PageContext,
  type: (typeof types)[Kind],
  versions: readonly Version[],
) {
  const work = (version: Version) => ({
    '@type': type,
    '@id': siteUrl + version.path,
    inLanguage: version.lang,
  })
  const original = versions.find((version) => version.lang === newsroom.site.languages[0])
  if (!original) return {}
  if (original.lang !== lang) return { translationOfWork: work(original) }
  const others = versions.filter((version) => version !== original)
  return others.length > 0 ? { workTranslation: others.map(work) } : {}
}
