import { frameUrl, isAllowed } from '../assets/embeds/frame-url.ts'
import { publicText, storedProse } from '../index/kept-prose.ts'
import { mediaOf } from '../index/queries/media-queries.ts'
import { picturesOf } from '../index/queries/picture-queries.ts'
import { storyAtPath } from '../index/queries/story-queries.ts'
import { type Fillings, fillProse } from '../markdown/fill.ts'
import type { Prose } from '../markdown/prose.ts'
import { parseStandingPagePath } from '../newsroom/content-path.ts'
import { contentTarget, downloadTarget, isFollowable, resolveFile } from '../newsroom/link-target.ts'
import { compiler } from '../prose/compiler.ts'
import { proseVersion } from '../prose/version.ts'
import { mediaPath, storyPath } from '../urls/paths.ts'
import { pathOf } from '../urls/target.ts'
import type { PageContext } from './page-context.ts'
import { pictureMarkup, placeInText } from './picture-markup.ts'

/**
 * The HTML of a story's or standing page's own text: compiled when it was published, or else now, in another thread.
 *
 * @param file of the text
 * @throws when it cannot be compiled
 */
export async function proseHtml(context: PageContext, file: { path: string; lang: string }): Promise<string> {
  return fillProse(await proseOf(context, file), fillings(context, file.path))
}

async function proseOf({ db }: PageContext, { path, lang }: { path: string; lang: string }): Promise<Prose> {
  const kept = storedProse(db, path, proseVersion(lang))
  if (kept !== undefined) return JSON.parse(kept) as Prose
  const text = publicText(db, path)
  return text ? (JSON.parse(await compiler().prose(text)) as Prose) : []
}

function fillings(context: PageContext, path: string): Fillings {
  const pictures = picturesOf(context.db, path)
  const media = mediaOf(context.db, path)
  return {
    link: (url) => resolveLink(context, path, url),
    picture(src) {
      const facts = pictures.get(resolveFile(path, src))
      return facts && pictureMarkup(facts, placeInText(facts))
    },
    media(src) {
      const facts = media.get(resolveFile(path, src))
      return facts && mediaPath(facts)
    },
    mayFrame: (src) => mayFrame(context, src),
  }
}

/** Whether the newsroom now allows frames from an address. */
function mayFrame({ newsroom, siteUrl }: PageContext, src: string): boolean {
  const frame = frameUrl(src)
  // A framed page of this site could reach out of its frame with scripts of its own.
  const isOwn = frame?.host === new URL(siteUrl).host
  return frame !== undefined && !isOwn && isAllowed(frame, newsroom.site.embeds)
}

/**
 * The target of a link: the page of a Markdown file, a file to download, or an address; undefined when readers cannot go
 * there.
 */
export function resolveLink(context: PageContext, path: string, url: string): string | undefined {
  const download = downloadTarget(path, url)
  if (download !== undefined) return downloadUrl(context, path, download)
  const file = contentTarget(path, url)
  if (file === undefined) return isFollowable(url) ? url : undefined
  const fragment = url.includes('#') ? url.slice(url.indexOf('#')) : ''
  const target = file.startsWith('pages/') ? pageUrl(context, file) : storyUrl(context, file)
  return target && target + fragment
}

function storyUrl({ db }: PageContext, file: string): string | undefined {
  const story = storyAtPath(db, file)
  return story && storyPath(story)
}

function downloadUrl({ db }: PageContext, path: string, file: string): string | undefined {
  const media = mediaOf(db, path).get(file)
  return media && mediaPath(media)
}

function pageUrl(context: PageContext, file: string): string | undefined {
  const named = parseStandingPagePath(file, context.newsroom.site.languages)
  return named.ok ? pathOf(context, { kind: 'page', page: named.value.page }, named.value.lang) : undefined
}
