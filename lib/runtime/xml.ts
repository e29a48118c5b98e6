/**
 * Characters that XML 1.0 (2.2) forbids, escaped or not: control characters, halves of surrogate pairs, U+FFFE and
 * U+FFFF.
 */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Escapes a text for XML or HTML, between tags or in a double-quoted attribute; characters XML forbids are left out. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"]/g, (character) => entities[character] ?? '')
}

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element that contains a text. Attributes without a value are left out. */
export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return `<${name}${written(attributes)}>${escapeXml(text)}</${name}>`
}

/** An element that contains other elements, or nothing. Children that are undefined are left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (string | undefined)[] = [],
): string {
  const inside = children.filter((child) => child !== undefined)
  if (inside.length === 0) return `<${name}${written(attributes)}/>`
  return `<${name}${written(attributes)}>\n${inside.join('\n')}\n</${name}>`
}

/** A whole document with this root element. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(String(value))}"`))
    .join('')
}
