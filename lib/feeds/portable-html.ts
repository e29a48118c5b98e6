import { Parser } from 'htmlparser2'
import { escapeXml } from '../xml.ts'

/** What an element keeps: everything else serves this site's own styles, keyboard or loading. */
const keptAttributes = new Set(['alt', 'dir', 'href', 'lang', 'reversed', 'src', 'start', 'title'])

/** Elements that are nothing without their attributes, and whose content stands as well without them. */
const unwrapped = new Set(['div', 'picture', 'section', 'source', 'span'])

const empty = new Set(['br', 'hr', 'img', 'input'])

/**
 * A story's HTML for other people's pages: every address is absolute, links to the page's own headings lead to the
 * page, and what only serves this site is left out (classes, ids, the links at headings).
 *
 * @param html as lib/markdown renders it: safe, and with every element closed
 * @param base the story's address, absolute
 */
export function portableHtml(html: string, base: string): string {
  let written = ''
  let skipping = false
  const parser = new Parser({
    onopentag(name, attributes) {
      skipping ||= name === 'a' && attributes.class === 'heading-link'
      if (skipping || unwrapped.has(name)) return
      // A list of tasks: forms are nobody's to send along.
      if (name === 'input') written += 'checked' in attributes ? '☑' : '☐'
      else written += `<${name}${portable(attributes, base)}${alignment(attributes.class)}>`
    },
    ontext(text) {
      if (!skipping) written += escapeXml(text)
    },
    onclosetag(name) {
      if (!skipping && !unwrapped.has(name) && !empty.has(name)) written += `</${name}>`
      if (name === 'a') skipping = false
    },
  })
  parser.end(html)
  return written.trim()
}

function portable(attributes: Record<string, string>, base: string): string {
  return Object.entries(attributes)
    .filter(([name]) => keptAttributes.has(name))
    .map(([name, value]) => {
      const kept = name === 'href' || name === 'src' ? absoluteUrl(value, base) : value
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
