import type { LinkSlot, PictureSlot, PlayerSlot, Prose, Slot } from './prose.ts'

/** What `<picture>` and `<img>` say of a picture, whether React or Markdown writes them. */
export type PictureMarkup = {
  /** The formats not every browser knows, best first. */
  sources: { type: string; srcSet: string }[]
  /** How wide the picture stands on the page, as `sizes` writes it. */
  sizes: string
  /** For browsers that know none of the formats above. */
  src: string
  /** The picture's own shape, so that its place is kept free before it comes. */
  width: number
  height: number
  /** Colours its place until it comes, or says that it has nothing behind it. */
  className: string
  credit?: string
}

/** What stands in the slots of a text, at the moment a page is made of it. */
export type Fillings = {
  /** The path of the page a content file has; nothing takes the link away and keeps its words. */
  link(file: string): string | undefined
  /** How a picture the text names is shown; nothing when it is not. */
  picture(src: string): PictureMarkup | undefined
  /** The path of a media file the text names; nothing when it is not played. */
  media(src: string): string | undefined
  /** Whether what the text embeds may be framed. */
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

/** A picture in the formats and widths it is served in; it waits until it is near. */
function pictureHtml({ picture, alt }: PictureSlot, fillings: Fillings): string {
  const markup = fillings.picture(picture)
  const src = own(markup?.src)
  if (!markup || src === undefined) return ''
  const { sources, sizes, width, height, className } = markup
  const offered = sources.map(({ type, srcSet }) => `<source${attributes({ type, srcset: srcSet, sizes })}>`)
  const img = attributes({ src, alt, width, height, loading: 'lazy', class: className })
  return `<picture>${offered.join('')}<img${img}></picture>`
}

/** The browser's own player, which loads nothing until it is asked to play. */
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
  // The shape of the picture that stands for it keeps its place free.
  const place =
    still && stillSrc !== undefined
      ? attributes({ poster: stillSrc, width: still.width, height: still.height })
      : ''
  const link = `<a${attributes({ href: url })}>${escapeText(words)}</a>`
  return `<${player}${attributes({ src: url })} controls preload="none"${place}>${tracks.join('')}${link}</${player}>`
}

/** What stands in a slot leads to this site; should it lead elsewhere, nothing stands there. The second guard. */
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
