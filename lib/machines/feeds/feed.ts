import { plainPicture, variantTypes } from '../../assets/pictures/variants.ts'
import { formatMoment } from '../../i18n/dates.ts'
import { direction } from '../../i18n/language.ts'
import { mediaOf } from '../../index/queries/media-queries.ts'
import { contentChangedAt } from '../../index/queries/newsroom-queries.ts'
import { countSince, latestInSection, latestStories, type Story } from '../../index/queries/story-queries.ts'
import { sectionLabel, siteName, topicLabel } from '../../newsroom/labels.ts'
import { listSizes } from '../../newsroom/list-sizes.ts'
import { localText } from '../../newsroom/local-text.ts'
import { modifiedAt } from '../../newsroom/story-dates.ts'
import type { LeadImage } from '../../newsroom/story-schema.ts'
import type { PageContext } from '../../page/page-context.ts'
import { plainPicturePath } from '../../page/picture-markup.ts'
import { signersOf } from '../../page/signers.ts'
import { proseHtml } from '../../page/story-prose.ts'
import { escapeXml } from '../../runtime/xml.ts'
import { frontPath, mediaPath, picturePath, sectionPath, storyPath } from '../../urls/paths.ts'
import { hasExpired } from '../../urls/target.ts'
import { portableHtml } from './portable-html.ts'

/** What a feed says, whatever the format. Addresses are absolute, moments epoch milliseconds, texts plain. */
export type Feed = {
  title: string
  description: string
  lang: string
  timeZone: string
  /** The front page or section front of the feed. */
  homeUrl: string
  publisher: string
  /** The WebSub hub that announces changes. */
  hub?: string
  /** When anything in it last changed significantly. */
  updated: number
  items: FeedItem[]
  /** When the first of its stories expires, if any does. */
  until?: number
}

export type FeedItem = {
  id: string
  url: string
  title: string
  summary: string
  /** The full text. */
  html: string
  published: number
  updated: number
  authors: { name: string; url?: string }[]
  /** The section and the topics, as readers see them. */
  categories: string[]
  /** Drawn on request, so its size in bytes is not known yet. */
  picture?: { url: string; type: string }
  /** The media it plays, in the order of the files' names. */
  media: { url: string; type: string; bytes: number; title: string }[]
}

const day = 24 * 3600 * 1000

/** The feed of a language, or of one of its sections. */
export async function feedOf(context: PageContext, section: string | undefined): Promise<Feed> {
  const { db, newsroom, lang, siteUrl, now } = context
  const { site } = newsroom
  // A reader that fetches the feed once a day misses nothing.
  const ofToday = countSince(db, { lang, section }, now - day, listSizes.feed)
  const count = Math.max(site.feedStories, ofToday)
  const newest =
    section === undefined ? latestStories(db, lang, count) : latestInSection(db, lang, section, count)
  // A preview's drafts are not news yet.
  const stories = newest.filter((story) => !story.held && !hasExpired(story, now))
  const name = siteName(newsroom, lang)
  const label = section === undefined ? undefined : sectionLabel(newsroom, section, lang).text
  const sections = site.sections.map(({ id }) => sectionLabel(newsroom, id, lang).text).join(', ')
  const expiries = stories.flatMap(({ fields }) => fields.expires ?? [])
  return {
    title: label === undefined ? name : `${name} – ${label}`,
    description:
      label === undefined
        ? context.t('front.description', { site: name, sections })
        : context.t('section.description', { section: label, site: name }),
    lang,
    timeZone: site.timeZone,
    homeUrl: siteUrl + (section === undefined ? frontPath(lang) : sectionPath(lang, section)),
    publisher: localText(site.organisation.name, lang).text,
    ...(site.announce.hub && { hub: site.announce.hub }),
    updated:
      stories.length > 0
        ? Math.max(...stories.map(({ fields }) => modifiedAt(fields)))
        : contentChangedAt(db),
    items: await Promise.all(stories.map((story) => itemOf(context, story))),
    ...(expiries.length > 0 && { until: Math.min(...expiries) }),
  }
}

async function itemOf(context: PageContext, story: Story): Promise<FeedItem> {
  const { newsroom, lang, siteUrl } = context
  const { fields } = story
  const url = siteUrl + storyPath(story)
  const picture = pictureOf(story, siteUrl)
  return {
    id: storyId(story, siteUrl),
    url,
    title: fields.title,
    summary: fields.summary,
    html: await fullText(context, story, url),
    published: fields.date,
    updated: modifiedAt(fields),
    authors: signersOf(newsroom, story).map(({ name, url: own }) => ({
      name,
      ...(own && { url: URL.parse(own, siteUrl)?.href ?? own }),
    })),
    categories: [
      sectionLabel(newsroom, fields.section, lang).text,
      ...fields.topics.map((topic) => topicLabel(newsroom, topic, lang).text),
    ],
    ...(picture && { picture }),
    media: playedBy(context, story),
  }
}

/**
 * A story's permanent id, a tag URI (RFC 4151). It contains neither the headline nor the section, so a feed reader
 * recognises the story when either changes. See docs/adr/0009.
 */
export function storyId({ lang, day, slug }: Pick<Story, 'lang' | 'day' | 'slug'>, siteUrl: string): string {
  return `tag:${new URL(siteUrl).hostname},${day}:${encodeURIComponent(slug)}/${lang}`
}

/** The lead picture, the story's own text and its notes, in its language and direction. */
async function fullText(context: PageContext, story: Story, url: string): Promise<string> {
  const { lang, t, newsroom } = context
  const { image, corrections, ai } = story.fields
  const parts = [
    image && leadFigure(image),
    await proseHtml(context, story),
    corrections.length > 0 && `<h2>${escapeXml(t('story.corrections', { count: corrections.length }))}</h2>`,
    ...corrections.map(
      ({ date, text }) =>
        `<p>${escapeXml(formatMoment(date, lang, newsroom.site.timeZone))}<br>${escapeXml(text)}</p>`,
    ),
    ai && `<h2>${escapeXml(t('story.ai'))}</h2><p>${escapeXml(ai)}</p>`,
  ]
  const html = portableHtml(parts.filter((part) => typeof part === 'string').join('\n'), url)
  return `<div lang="${lang}" dir="${direction(lang)}">\n${html}\n</div>`
}

function leadFigure({ picture, alt, caption, credit }: LeadImage): string {
  const words = [caption, credit].filter((text) => text !== undefined).join(' ')
  const figcaption = words && `<figcaption>${escapeXml(words)}</figcaption>`
  return `<figure><img src="${plainPicturePath(picture)}" alt="${escapeXml(alt)}">${figcaption}</figure>`
}

function playedBy({ db, siteUrl }: PageContext, { path }: Story): FeedItem['media'] {
  return [...mediaOf(db, path).values()]
    .filter(({ kind }) => kind === 'video' || kind === 'audio')
    .map((media) => ({
      url: siteUrl + mediaPath(media),
      type: media.type,
      bytes: media.bytes,
      title: media.title,
    }))
}

function pictureOf({ fields: { image } }: Story, siteUrl: string): FeedItem['picture'] {
  if (!image) return undefined
  const plain = plainPicture(image.picture)
  return { url: siteUrl + picturePath(image.picture, plain), type: variantTypes[plain.format] }
}
