import type { Element } from 'hast'
import type { Root } from 'mdast'
import { defaultHandlers, type Handlers } from 'mdast-util-to-hast'
import remarkHtml from 'remark-html'
import type { PictureMarkup } from '../picture-markup.ts'
import { joinCjkLines } from './cjk-lines.ts'
import { type EmbedNote, embedHandler, embeds, type FrameUrl } from './embeds.ts'
import { figureHandler, figures, imageHandler } from './figures.ts'
import { type GalleryLabels, galleries, galleryHandler } from './galleries.ts'
import { linkableHeadings } from './headings.ts'
import { type ResolveLink, resolveLinks } from './links.ts'
import { dialect } from './parse.ts'
import { type MediaUrl, type PlayerLabels, playerHandler, players } from './players.ts'
import { type RunIn, runIn } from './run-in.ts'
import { safeHtml } from './safe-html.ts'
import { tableHandler } from './tables.ts'

/** How a block of our own becomes HTML. */
export type BlockHandler = NonNullable<Handlers['figure']>

/** What rendering says in words, in the story's language. */
export type RenderLabels = GalleryLabels &
  PlayerLabels & {
    notes: string
    backToText: (note: number) => string
    linkToHeading: string
    table: string
    embedNote: EmbedNote
  }

export type RenderContext = RunIn & {
  labels: RenderLabels
  /** Where a link leads on the site; nothing takes the link away and keeps its words. */
  resolveLink: ResolveLink
  /** How a picture the story names is shown; nothing when it is not. */
  picture: (src: string) => PictureMarkup | undefined
  mediaUrl: MediaUrl
  frameUrl: FrameUrl
}

/**
 * Renders a story's Markdown to safe HTML.
 *
 * @param body Markdown without front matter
 * @returns HTML to stand inside an element of the page; headings start at h2
 */
export function renderMarkdown(body: string, context: RenderContext): string {
  const { labels, resolveLink, picture, mediaUrl, frameUrl } = context
  const handlers: Handlers = {
    embed: embedHandler(frameUrl, labels.embedNote, picture),
    figure: figureHandler(picture),
    gallery: galleryHandler(labels),
    image: imageHandler(picture),
    player: playerHandler(labels, mediaUrl, picture),
    root: (state, node: Root) => {
      // remark-html passes no footnote options on, but reads them from here when the footer is made, after the body.
      Object.assign(state.options, {
        // No heading's id has a dot, so none can be that of a note.
        clobberPrefix: 'note.',
        footnoteLabel: labels.notes,
        footnoteBackLabel: (index: number) => labels.backToText(index + 1),
      })
      // A root's handler makes a root, which the type of handlers leaves out.
      return defaultHandlers.root(state, node) as Element
    },
    table: tableHandler(labels.table),
  }
  return String(
    dialect()
      .use(joinCjkLines)
      .use(galleries)
      .use(players)
      .use(embeds)
      .use(figures)
      .use(linkableHeadings, { label: labels.linkToHeading })
      .use(runIn, context)
      .use(resolveLinks, { resolve: resolveLink })
      .use(remarkHtml, { sanitize: safeHtml, handlers })
      .processSync(body),
  )
}
