import { contentTarget, isFollowable } from './content/body-check.ts'
import { parsePagePath } from './content/content-path.ts'
import { mediaOf } from './content/media-queries.ts'
import { picturesOf } from './content/picture-queries.ts'
import { resolveFile } from './content/pictures.ts'
import { type Story, storyAtPath, storyBody } from './content/story-queries.ts'
import { frameUrl, isAllowed } from './embeds/frame-url.ts'
import { joinNames } from './i18n/language.ts'
import { renderMarkdown } from './markdown/render.ts'
import type { RunIn } from './markdown/run-in.ts'
import type { Page } from './page.ts'
import { pictureMarkup } from './picture-markup.ts'
import { mediaPath, storyPath } from './routes/paths.ts'
import { pathOf } from './routes/target.ts'

/** The HTML of a story's or standing page's Markdown. @param path of the file, which its links are relative to */
export function proseHtml(page: Page, path: string, body: string, around: RunIn = {}): string {
  const { t } = page
  const pictures = picturesOf(page.db, path)
  const media = mediaOf(page.db, path)
  return renderMarkdown(body, {
    ...around,
    labels: {
      notes: t('story.notes'),
      backToText: (number) => t('story.backToText', { number }),
      linkToHeading: t('story.linkToHeading'),
      table: t('story.table'),
      gallery: t('story.gallery'),
      picture: (number, count) => t('story.picture', { number, count }),
      video: t('kind.video'),
      audio: t('story.audio'),
      embedNote: (host) => t('story.embedNote', { host }),
    },
    resolveLink: (url) => resolveLink(page, path, url),
    picture: (src) => {
      const facts = pictures.get(resolveFile(path, src))
      return facts && pictureMarkup(facts, 'body')
    },
    mediaUrl: (src) => {
      const facts = media.get(resolveFile(path, src))
      return facts && mediaPath(facts)
    },
    frameUrl: (src) => allowedFrame(page, src),
  })
}

/** What a frame would show; nothing when the newsroom lets none in from there, or any more. */
function allowedFrame({ newsroom, siteUrl }: Page, src: string): string | undefined {
  const frame = frameUrl(src)
  // Framed with a script of its own, a page of this site could reach out of its frame.
  const isOwn = frame?.host === new URL(siteUrl).host
  return frame && !isOwn && isAllowed(frame, newsroom.site.embeds) ? frame.href : undefined
}

/** The HTML of a story's own text, dateline and agency credit included. */
export function storyProse(page: Page, { id, path, fields }: Story): string {
  const { dateline, sources } = fields
  const agencies = joinNames(sources, page.lang)
  return proseHtml(page, path, storyBody(page.db, id), {
    dateline,
    agencyCredit: sources.length > 0 ? page.t('story.withInputFrom', { agencies }) : undefined,
  })
}

/** Where a link leads: to the page of a Markdown file, or where it says; nowhere when readers cannot go there. */
export function resolveLink(page: Page, path: string, url: string): string | undefined {
  const file = contentTarget(path, url)
  if (file === undefined) return isFollowable(url) ? url : undefined
  const fragment = url.includes('#') ? url.slice(url.indexOf('#')) : ''
  const target = file.startsWith('pages/') ? pageUrl(page, file) : storyUrl(page, file)
  return target && target + fragment
}

function storyUrl({ db }: Page, file: string): string | undefined {
  const story = storyAtPath(db, file)
  return story && storyPath(story)
}

function pageUrl(page: Page, file: string): string | undefined {
  const named = parsePagePath(file, page.newsroom.site.languages)
  return named.ok ? pathOf(page, { kind: 'page', page: named.value.page }, named.value.lang) : undefined
}
