import type { Root as HtmlRoot } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import type { Root } from 'mdast'
import { type Handlers, toHast } from 'mdast-util-to-hast'
import { joinCjkLines } from './cjk-lines.ts'
import { cut } from './cut.ts'
import { type EmbedNote, embedHandler, embeds, type FrameUrl } from './embeds.ts'
import { figureHandler, figures, imageHandler } from './figures.ts'
import { type GalleryLabels, galleries, galleryHandler } from './galleries.ts'
import { linkableHeadings } from './headings.ts'
import { htmlHandler } from './html-handler.ts'
import { type KindOfLink, linkHandlers, removeDeadLinks } from './links.ts'
import { type PlayerLabels, playerHandler, players } from './players.ts'
import type { Prose } from './prose.ts'
import { labelTasks, nameRegions, type RegionLabels } from './regions.ts'
import { type RunIn, runIn } from './run-in.ts'
import { safeHtml } from './safe-html.ts'
import { tableHandler } from './tables.ts'
import { typesetTree } from './typeset.ts'

/** Turns a block of our own into HTML. */
export type BlockHandler = NonNullable<Handlers['figure']>

/** Words in a text's HTML that are not the text's own, in its language. */
export type ProseLabels = GalleryLabels &
  PlayerLabels &
  RegionLabels & {
    notes: string
    backToText: (note: number) => string
    linkToHeading: string
    embedNote: EmbedNote
  }

export type CompileContext = RunIn & {
  labels: ProseLabels
  kindOfLink: KindOfLink
  frameUrl: FrameUrl
}

/**
 * Compiles a text's Markdown to safe HTML with slots. It is sanitized before it is cut, so that no text can create a
 * slot.
 *
 * @param tree of the Markdown without front matter; it is changed
 * @returns HTML for inside an element of the page; headings start at h2
 */
export function compileMarkdown(tree: Root, context: CompileContext): Prose {
  const { labels, kindOfLink, frameUrl, lang } = context
  const transforms = [
    joinCjkLines(),
    galleries(),
    players(),
    embeds(),
    figures(),
    linkableHeadings({ label: labels.linkToHeading }),
    runIn(context),
    removeDeadLinks({ kindOfLink }),
  ]
  for (const transform of transforms) transform(tree)
  const html = toHast(tree, {
    handlers: {
      embed: embedHandler(frameUrl, labels.embedNote),
      figure: figureHandler(),
      gallery: galleryHandler(labels),
      htmlElement: htmlHandler(),
      image: imageHandler(),
      player: playerHandler(labels),
      table: tableHandler(),
      ...linkHandlers(kindOfLink),
    },
    // No heading's id contains a dot, so none can equal a note's.
    clobberPrefix: 'note.',
    footnoteLabel: labels.notes,
    footnoteBackLabel: (index) => labels.backToText(index + 1),
  })
  labelTasks(html)
  nameRegions(html, labels)
  const clean = safe(html)
  typesetTree(clean, lang)
  return closed(cut(clean))
}

/** Sanitizes a tree. The result for a root is a root, which the types do not say. */
function safe(html: ReturnType<typeof toHast>): HtmlRoot {
  return sanitize(html, safeHtml) as HtmlRoot
}

/** Ends the last line with a line break. */
function closed(prose: Prose): Prose {
  const last = prose.at(-1)
  if (last === undefined || (typeof last === 'string' && /[\r\n]$/.test(last))) return prose
  return typeof last === 'string' ? [...prose.slice(0, -1), `${last}\n`] : [...prose, '\n']
}
