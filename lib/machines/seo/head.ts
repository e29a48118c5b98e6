import type { Metadata } from 'next'
import { findStory, type Story } from '../../index/queries/story-queries.ts'
import { sectionLabel, siteName } from '../../newsroom/labels.ts'
import { isListed } from '../../newsroom/story-schema.ts'
import type { PageContext } from '../../page/page-context.ts'
import { pageTitle, pageWords } from '../../page/page-words.ts'
import { feedPath, storyMarkdownPath } from '../../urls/paths.ts'
import { pathOf, type Target } from '../../urls/target.ts'
import { hreflang, versionsOf } from './hreflang.ts'
import { linkPreview } from './open-graph.ts'

/**
 * The head of a page for search engines, link previews and feed readers. A page with nothing to find on it (a section
 * without a story) and one that is not public yet (a draft in a preview) are kept out of every index.
 */
export function headOf(context: PageContext, target: Target): Metadata {
  const { lang, newsroom, siteUrl, db } = context
  const words = pageWords(context, target)
  const path = pathOf(context, target, lang)
  if (!words || path === undefined) return {}
  const { name, description } = words
  const text = { title: pageTitle(context, name), ...(description !== undefined && { description }) }
  const story = target.kind === 'story' ? findStory(db, target, lang) : undefined
  const versions = versionsOf(context, target)
  const isUnlisted = story !== undefined && !isListed(story.fields)
  if (story?.held || (!isUnlisted && !versions.some((version) => version.lang === lang)))
    return { ...text, robots: { index: false } }
  const url = siteUrl + path
  return {
    ...text,
    robots: story?.fields.noindex ? { index: false } : { 'max-image-preview': 'large' },
    alternates: {
      canonical: story?.fields.canonical ?? url,
      languages: isUnlisted ? {} : hreflang(siteUrl, newsroom.site.languages[0], target, versions),
      types: otherForms(context, target, story),
    },
    ...linkPreview(context, { target, words, url, versions, story }),
  }
}

type Form = { url: string; title: string }

/** The page's feeds by media type, and a story's Markdown. Only the front page lists feeds of all kinds. */
function otherForms({ lang, newsroom, siteUrl }: PageContext, target: Target, story: Story | undefined) {
  const paper = siteName(newsroom, lang)
  const rss: Form[] = [{ url: siteUrl + feedPath(lang, 'rss'), title: paper }]
  if (target.kind === 'section') {
    const title = `${sectionLabel(newsroom, target.section, lang).text} – ${paper}`
    rss.unshift({ url: siteUrl + feedPath(lang, 'rss', target.section), title })
  }
  return {
    'application/rss+xml': rss,
    ...(target.kind === 'front' && {
      'application/atom+xml': [{ url: siteUrl + feedPath(lang, 'atom'), title: paper }],
      'application/feed+json': [{ url: siteUrl + feedPath(lang, 'json'), title: paper }],
    }),
    ...(story && { 'text/markdown': siteUrl + storyMarkdownPath(story) }),
  }
}
