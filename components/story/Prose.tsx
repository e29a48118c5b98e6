import { contentTarget, isFollowable } from '#lib/content/body-check.ts'
import { parsePagePath } from '#lib/content/content-path.ts'
import { resolvePicture } from '#lib/content/pictures.ts'
import { storyAtPath } from '#lib/content/story-queries.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import type { RunIn } from '#lib/markdown/run-in.ts'
import type { Page } from '#lib/page.ts'
import { picturePath, storyPath } from '#lib/routes/paths.ts'
import { pathOf } from '#lib/routes/target.ts'
import styles from './Prose.module.css'

type Props = RunIn & {
  page: Page
  /** Of the Markdown file, relative to the content folder: what its links are relative to. */
  path: string
  /** Markdown. */
  body: string
}

/** The Markdown of a story or a standing page. */
export function Prose({ page, path, body, ...around }: Props) {
  const { t } = page
  const html = renderMarkdown(body, {
    ...around,
    labels: {
      notes: t('story.notes'),
      backToText: (number) => t('story.backToText', { number }),
      linkToHeading: t('story.linkToHeading'),
      table: t('story.table'),
    },
    resolveLink: (url) => resolveLink(page, path, url),
    pictureUrl: (src) => picturePath(resolvePicture(path, src)),
  })
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown returns sanitized HTML
  return <div className={styles.prose} dangerouslySetInnerHTML={{ __html: html }} />
}

/** Where a link leads: to the page of a Markdown file, or where it says; nowhere when readers cannot go there. */
function resolveLink(page: Page, path: string, url: string): string | undefined {
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
