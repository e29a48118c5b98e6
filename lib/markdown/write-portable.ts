import type { PortableMarkdown, PortableSlot } from './portable-markdown.ts'

export type PortableContext = {
  /** The absolute address a link leads to; undefined removes the link and keeps its words. */
  link(url: string): string | undefined
  /** The absolute address of a picture named in the story. */
  pictureUrl(src: string): string
  /** The absolute address of a media file named in the story; undefined when it is not played. */
  mediaUrl(src: string): string | undefined
}

/** Writes a text's Markdown for use elsewhere, with the present addresses. */
export function writePortable(markdown: PortableMarkdown, context: PortableContext): string {
  return markdown.map((piece) => (typeof piece === 'string' ? piece : written(piece, context))).join('')
}

function written(slot: PortableSlot, { link, pictureUrl, mediaUrl }: PortableContext): string {
  if ('open' in slot) {
    const url = link(slot.open)
    // A link that is just its address keeps its own marks, unless the address changes.
    return url === undefined ? '' : url === slot.open ? slot.as : '['
  }
  if ('close' in slot) {
    const url = link(slot.close)
    return url === undefined ? '' : url === slot.close ? slot.as : `](${address(url, slot.title)})`
  }
  if ('mark' in slot) return link(slot.mark) === undefined ? '' : slot.as
  if ('definition' in slot) {
    const url = link(slot.definition)
    return url === undefined ? '' : `[${slot.label}]: ${address(url, slot.title)}`
  }
  if ('picture' in slot) return `![${escaped(slot.alt)}](${address(pictureUrl(slot.picture), slot.title)})`
  const url = mediaUrl(slot.media)
  return url === undefined ? slot.words : inlineLink(slot.words, url)
}

export function inlineLink(words: string, url: string): string {
  return `[${escaped(words)}](${address(url)})`
}

function escaped(words: string): string {
  return words.replace(/[\\[\]]/g, '\\$&')
}

function address(url: string, title?: string): string {
  // Angle brackets allow any character of a URL in an address, above all parentheses.
  const safe = /[()]/.test(url) ? `<${url}>` : url
  return title ? `${safe} "${title.replace(/["\\]/g, '\\$&')}"` : safe
}
