import { Parser } from 'htmlparser2'
import { escapeXml } from '../../runtime/xml.ts'

/** What an element keeps: everything else serves this site's own styles, keyboard or loading. */
const keptAttributes = new Set([
  'alt',
  'colspan',
  'controls',
  'dir',
  'href',
  'lang',
  'poster',
  'preload',
  'reversed',
  'rowspan',
  'scope',
  'span',
  'src',
  'start',
  'title',
])

/**
 * Elements that are nothing without their attributes, and whose content stands as well without them, unless they say in
 * which language or direction it is.
 */
const unwrapped = new Set(['div', 'label', 'picture', 'section', 'source', 'span', 'track'])

/** What leads about this site's own page, or speaks of it, by its class. */
const leftOut = new Set(['heading-link', 'gallery-links', 'embed-note'])

const empty = new Set(['br', 'col', 'hr', 'img', 'input', 'wbr'])

/**
 * A story's HTML for other people's pages: every address is absolute, links to the page's own headings lead to the
 * page, and what only serves this site is left out (classes, ids, links about the page).
 *
 * @param html as lib/markdown renders it: safe, and with every element closed
 * @param base the story's address, absolute
 */
export function portableHtml(html: string, base: string): string {
  let written = ''
  /** How deep the parser is in something that is left out. */
  let skipped = 0
  /** What ends each element that is open. */
  const ends: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (skipped > 0 || leftOut.has(attributes.class ?? '')) skipped += 1
      if (skipped > 0) return
      const isUnwrapped = unwrapped.has(name) && !('lang' in attributes || 'dir' in attributes)
      ends.push(isUnwrapped || empty.has(name) ? '' : `</${name}>`)
      if (isUnwrapped) return
      // A list of tasks: forms are nobody's to send along.
      if (name === 'input') written += 'checked' in attributes ? '☑' : '☐'
      else written += `<${name}${portable(attributes, base)}${alignment(attributes.class)}>`
    },
    ontext(text) {
      if (skipped === 0) written += escapeXml(text)
    },
    onclosetag() {
      if (skipped > 0) skipped -= 1
      else written += ends.pop() ?? ''
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

/** How a cell is aligned, which elsewhere no stylesheet says. */
function alignment(classes: string | undefined): string {
  return classes === 'right' || classes === 'center' ? ` align="${classes}"` : ''
}

/** An address seen from a page, absolute; nothing when it is none. */
function absoluteUrl(url: string, base: string): string | undefined {
  return URL.parse(url, base)?.href
}
