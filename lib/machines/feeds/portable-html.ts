import { Parser } from 'htmlparser2'
import { escapeXml } from '../../runtime/xml.ts'

/** The attributes that are kept: all others serve this site's own styles, keyboard use or loading. */
const keptAttributes = new Set([
  'alt',
  'controls',
  'dir',
  'href',
  'lang',
  'poster',
  'preload',
  'reversed',
  'src',
  'start',
  'title',
])

/** Elements that mean nothing without their attributes, and whose content does not need them. */
const unwrapped = new Set(['div', 'label', 'picture', 'section', 'source', 'span', 'track'])

/** The classes of elements that help readers around this site's own page, or describe it. */
const leftOut = new Set(['heading-link', 'gallery-links', 'embed-note'])

const empty = new Set(['br', 'hr', 'img', 'input'])

/**
 * A story's HTML for other people's pages: every address is absolute, links to the page's own headings lead to the
 * page, and what only serves this site is left out (classes, ids, links around the page).
 *
 * @param html as lib/markdown renders it: safe, and with every element closed
 * @param base the story's address, absolute
 */
export function portableHtml(html: string, base: string): string {
  let written = ''
  /** How many left-out elements the parser is inside of. */
  let skipped = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (skipped > 0 || leftOut.has(attributes.class ?? '')) skipped += 1
      if (skipped > 0 || unwrapped.has(name)) return
      // Task lists: form fields do not belong in a feed.
      if (name === 'input') written += 'checked' in attributes ? '☑' : '☐'
      else written += `<${name}${portable(attributes, base)}${alignment(attributes.class)}>`
    },
    ontext(text) {
      if (skipped === 0) written += escapeXml(text)
    },
    onclosetag(name) {
      if (skipped > 0) skipped -= 1
      else if (!unwrapped.has(name) && !empty.has(name)) written += `</${name}>`
    },
  })
  parser.end(html)
  return written.trim()
}

function portable(attributes: Record<string, string>, base: string): string {
  return Object.entries(attributes)
    .filter(([name]) => keptAttributes.has(name))
    .map(([name, value]) => {
      const kept = /^(?:href|poster|src)$/.test(name) ? absoluteUrl(value, base) : value
      return kept === undefined ? '' : ` ${name}="${escapeXml(kept)}"`
    })
    .join('')
}

/** A table cell's alignment as an attribute, because other pages lack this site's stylesheet. */
function alignment(classes: string | undefined): string {
  return classes === 'right' || classes === 'center' ? ` align="${classes}"` : ''
}

/** A page's address made absolute; undefined when it is not a valid one. */
function absoluteUrl(url: string, base: string): string | undefined {
  return URL.parse(url, base)?.href
}
