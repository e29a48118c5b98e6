import type { LinkSlot, PictureSlot, PlayerSlot, Prose, Slot } from './prose.ts'

/** What `<picture>` and `<img>` need for a picture, whether React or Markdown writes them. */
export type PictureMarkup = {
  /** The formats that not every browser supports, best first. */
  sources: { type: string; srcSet: string }[]
  /** How wide the picture is on the page, in the syntax of `sizes`. */
  sizes: string
  /** For browsers that support none of the formats above. */
  src: string
  /** The picture's own shape, so that its space is reserved until it loads. */
  width: number
  height: number
  /** Colours its space until it loads, or says that it is transparent. */
  className: string
  credit?: string
}

/** What fills the slots of a text when a page is made. */
export type Fillings = {
  /** The path of a content file's page; undefined removes the link and keeps its words. */
  link(file: string): string | undefined
  /** How to show a picture named in the text; undefined when it is not shown. */
  picture(src: string): PictureMarkup | undefined
  /** The path of a media file named in the text; undefined when it is not played. */
  media(src: string): string | undefined
  /** Whether an embed of the text may be framed. */
  mayFrame(src: string): boolean
}

/** The HTML of a page's text. */
export function fillProse(prose: Prose, fillings: Fillings): string {
  let html = ''
  for (const piece of prose) html += typeof piece === 'string' ? piece : filled(piece, fillings)
  return html
}

function filled(slot: Slot, fillings: Fillings): string {
  if ('link' in slot) return linkHtml(slot, fillings)
  if ('picture' in slot) return pictureHtml(slot, fillings)
  if ('player' in slot) return playerHtml(slot, fillings)
  if ('frame' in slot) return fillProse(fillings.mayFrame(slot.frame) ? slot.framed : slot.linked, fillings)
  const credit = fillings.picture(slot.credit)?.credit
  if (!credit) return ''
  const words = `<span class="credit">${escapeText(credit)}</span>`
  return slot.alone ? `<figcaption>${words}</figcaption>` : ` ${words}`
}

function linkHtml({ link, fragment, title, words }: LinkSlot, fillings: Fillings): string {
  const inside = fillProse(words, fillings)
  const path = own(fillings.link(link))
  if (path === undefined) return inside
  return `<a${attributes({ href: path + fragment, title })}>${inside}</a>`
}

/** A picture in the formats and widths it is served in; browsers load it when it comes near the screen. */
function pictureHtml({ picture, alt }: PictureSlot, fillings: Fillings): string {
  const markup = fillings.picture(picture)
  const src = own(markup?.src)
  if (!markup || src === undefined) return ''
  const { sources, sizes, width, height, className } = markup
  const offered = sources.map(({ type, srcSet }) => `<source${attributes({ type, srcset: srcSet, sizes })}>`)
  const img = attributes({ src, alt, width, height, loading: 'lazy', class: className })
  return `<picture>${offered.join('')}<img${img}></picture>`
}

/** The browser's own player, which loads nothing until the reader plays it. */
function playerHtml({ player, src, poster, captions, words }: PlayerSlot, fillings: Fillings): string {
  const url = own(fillings.media(src))
  if (url === undefined) return ''
  const still = poster === undefined ? undefined : fillings.picture(poster)
  const stillSrc = own(still?.src)
  const tracks = captions.flatMap(({ src: file, lang, label }) => {
    const track = own(fillings.media(file))
    if (track === undefined) return []
    return `<track${attributes({ kind: 'captions', src: track, srclang: lang, label })}>`
  })
  // The poster's shape reserves the player's space.
  const place =
    still && stillSrc !== undefined
      ? attributes({ poster: stillSrc, width: still.width, height: still.height })
      : ''
  const link = `<a${attributes({ href: url })}>${escapeText(words)}</a>`
  return `<${player}${attributes({ src: url })} controls preload="none"${place}>${tracks.join('')}${link}</${player}>`
}

/** A slot's path only if it leads to this site, else undefined. A second safeguard. */
function own(path: string | undefined): string | undefined {
  return path?.startsWith('/') && !path.startsWith('//') ? path : undefined
}

/** Attributes as hast-util-to-html writes them; those without a value are left out. */
function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  let written = ''
  for (const name in values) {
    const value = values[name]
    if (value !== undefined) written += ` ${name}="${escapeAttribute(String(value))}"`
  }
  return written
}

const references: Readonly<Record<string, string>> = {
  '"': '&#x22;',
  '&': '&#x26;',
  "'": '&#x27;',
  '<': '&#x3C;',
  '`': '&#x60;',
}

function escapeAttribute(value: string): string {
  return value.replace(/["&'`]/g, (character) => references[character] ?? '')
}

function escapeText(text: string): string {
  return text.replace(/[<&]/g, (character) => references[character] ?? '')
}
