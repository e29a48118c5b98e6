import { direction } from '../../i18n/language.ts'
import { translator } from '../../i18n/messages.ts'
import { findStory, type Story } from '../../index/queries/story-queries.ts'
import { siteName } from '../../newsroom/labels.ts'
import { signersOf } from '../../page/signers.ts'
import { element, escapeXml, textElement, xmlDocument } from '../../runtime/xml.ts'
import { frontPath, storyPath } from '../../urls/paths.ts'
import { resolveUrl } from '../../urls/resolve.ts'
import type { View } from '../../urls/target.ts'
import { thumbnailOf } from './thumbnail.ts'

/** The endpoint's answer: an error status of oEmbed's (2.3.4), or the embed in the requested format. */
export type OembedAnswer = { status: 400 | 404 | 501 } | { status: 200; type: string; body: string }

/** The width of a quotation of headline and standfirst, pixels; pages with less room get a link. */
const width = 600
const height = 240

/** How long others may keep an answer, seconds. */
const cacheAge = 3600

/** Answers an oEmbed request (https://oembed.com, 2.2). @param query its parameters, as received */
export function oembed(view: View, siteUrl: string, query: URLSearchParams): OembedAnswer {
  const format = query.get('format') ?? 'json'
  if (format !== 'json' && format !== 'xml') return { status: 501 }
  const asked = query.get('url')
  if (!asked) return { status: 400 }
  const story = storyAt(view, siteUrl, asked)
  if (!story) return { status: 404 }
  const fits = (width: number, height: number) =>
    fitsIn(query.get('maxwidth'), width) && fitsIn(query.get('maxheight'), height)
  const page = { ...view, siteUrl, lang: story.lang, t: translator(story.lang) }
  const embed = { ...embedOf(view, siteUrl, story, fits(width, height)), ...thumbnailOf(page, story, fits) }
  return format === 'json'
    ? { status: 200, type: 'application/json', body: `${JSON.stringify(embed)}\n` }
    : {
        status: 200,
        type: 'text/xml; charset=utf-8',
        body: xmlDocument(
          element(
            'oembed',
            {},
            Object.entries(embed).map(([name, value]) => textElement(name, String(value))),
          ),
        ),
      }
}

/** The story at an address of this site, which need not be its canonical one. */
function storyAt(view: View, siteUrl: string, asked: string): Story | undefined {
  const url = URL.parse(asked)
  if (url?.origin !== siteUrl) return undefined
  const found = resolveUrl(view, url.pathname)
  const end =
    found.kind === 'moved' && found.to.startsWith('/') ? resolveUrl(view, pathnameOf(found.to)) : found
  return end.kind === 'page' && end.target.kind === 'story'
    ? findStory(view.db, end.target, end.lang)
    : undefined
}

function pathnameOf(to: string): string {
  return to.split(/[?#]/, 1)[0] ?? to
}

function fitsIn(most: string | null, needed: number): boolean {
  return most === null || !(Number(most) < needed)
}

function embedOf({ newsroom }: View, siteUrl: string, story: Story, fits: boolean) {
  const { lang, fields } = story
  const [author] = signersOf(newsroom, story)
  const link = author?.url && URL.parse(author.url, siteUrl)?.href
  return {
    version: '1.0',
    title: fields.title.toWellFormed(),
    ...(author && { author_name: author.name }),
    ...(link && { author_url: link }),
    provider_name: siteName(newsroom, lang),
    provider_url: siteUrl + frontPath(lang),
    cache_age: cacheAge,
    ...(fits
      ? { type: 'rich', html: quotation(siteName(newsroom, lang), siteUrl, story), width, height }
      : { type: 'link' }),
  }
}

/** Headline, standfirst and source: no script, no style, nothing that loads. */
function quotation(name: string, siteUrl: string, story: Story): string {
  const { lang, fields } = story
  const url = escapeXml(siteUrl + storyPath(story))
  return (
    `<blockquote lang="${lang}" dir="${direction(lang)}" cite="${url}">` +
    `<p><a href="${url}">${escapeXml(fields.title)}</a></p>` +
    `<p>${escapeXml(fields.summary)}</p><p>${escapeXml(name)}</p></blockquote>`
  )
}
