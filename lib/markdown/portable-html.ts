import { Parser } from 'htmlparser2'
import { isAccepted, keptAttributes } from './html-elements.ts'
import type { PortableMarkdown } from './portable-markdown.ts'

const pieces = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^"'>])*>/gi

/**
 * A text's HTML for use elsewhere: tags with the attributes the site keeps, pictures and links with full addresses. Without
 * comments, which are not for readers.
 */
export function portableHtml(html: string): PortableMarkdown {
  const written: PortableMarkdown = []
  let at = 0
  for (const found of html.matchAll(pieces)) {
    written.push(html.slice(at, found.index))
    at = found.index + found[0].length
    const [tag, isClosing, given = ''] = found
    const name = given.toLowerCase()
    if (!isAccepted(name)) continue
    if (isClosing) written.push(`</${name}>`)
    else written.push(...opening(name, tag))
  }
  written.push(html.slice(at))
  return written
}

function opening(name: string, tag: string): PortableMarkdown {
  const { kept } = keptAttributes(name, attributesOf(tag))
  if (name === 'img') {
    const title = kept.title === undefined ? {} : { title: kept.title }
    return [{ picture: kept.src ?? '', alt: kept.alt ?? '', ...title }]
  }
  // A link within the content folder leads nowhere elsewhere.
  if (name === 'a' && !/^(?:https?|mailto|tel):/i.test(kept.href ?? '')) return ['<a>']
  return [`<${name}${Object.entries(kept).map(asAttribute).join('')}>`]
}

function attributesOf(tag: string): Record<string, string> {
  let found: Record<string, string> = {}
  new Parser({
    onopentag: (_, given) => {
      found = given
    },
  }).end(tag)
  return found
}

function asAttribute([name, value]: [string, string]): string {
  const escaped = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return value === '' ? ` ${name}` : ` ${name}="${escaped}"`
}
