/**
 * The HTML a text may contain. Words go within a line; blocks contain lines, and are allowed wherever a paragraph is. A few
 * blocks contain only words. Everything not listed here is refused when a story is read.
 */
type Kind = 'words' | 'block' | 'block of words'

const kinds: Readonly<Record<string, Kind>> = {
  ...all('words', 'a abbr b br cite code del em i img ins kbd mark q s small span strong sub sup u wbr'),
  ...all('block', 'blockquote caption col colgroup dd details div dl dt figcaption figure hr li ol'),
  ...all('block', 'table tbody td tfoot th thead tr ul'),
  ...all('block of words', 'p summary'),
}

/** The elements an element must be directly inside of. */
const homes: Readonly<Record<string, readonly string[]>> = {
  caption: ['table'],
  col: ['colgroup'],
  colgroup: ['table'],
  dd: ['dl', 'div'],
  dt: ['dl', 'div'],
  figcaption: ['figure'],
  li: ['ol', 'ul'],
  summary: ['details'],
  tbody: ['table'],
  td: ['tr'],
  tfoot: ['table'],
  th: ['tr'],
  thead: ['table'],
  tr: ['table', 'tbody', 'tfoot', 'thead'],
}

/** Elements that may contain only these, apart from spaces. */
const onlyHold: Readonly<Record<string, readonly string[]>> = {
  colgroup: ['col'],
  dl: ['dd', 'div', 'dt'],
  ol: ['li'],
  table: ['caption', 'colgroup', 'tbody', 'tfoot', 'thead', 'tr'],
  tbody: ['tr'],
  tfoot: ['tr'],
  thead: ['tr'],
  tr: ['td', 'th'],
  ul: ['li'],
}

const language = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i
const count = /^[1-9]\d?$/
const words = /[\s\S]/

/** Attributes by element, and their allowed values; `lang` and `dir` are allowed everywhere. */
const attributes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  a: { href: words, title: words },
  abbr: { title: words },
  col: { span: count },
  colgroup: { span: count },
  details: { open: words },
  img: { src: words, alt: words, title: words },
  ol: { start: /^\d{1,9}$/ },
  td: { colspan: count, rowspan: count },
  th: { colspan: count, rowspan: count, scope: /^(?:col|row|colgroup|rowgroup)$/ },
}
const anywhere = { lang: language, dir: /^(?:ltr|rtl|auto)$/i }

function all(kind: Kind, names: string): Record<string, Kind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]))
}

/** Whether an element is allowed in a text at all. */
export function isAccepted(name: string): boolean {
  return Object.hasOwn(kinds, name)
}

/** Whether an element contains words and no blocks. */
export function holdsWords(name: string): boolean {
  return kinds[name] !== 'block'
}

/**
 * Whether an element may be inside another.
 *
 * @param within the name of the other; undefined directly in Markdown's own blocks
 * @param amongWords whether blocks are not allowed there
 */
export function mayStand(name: string, within: string | undefined, amongWords: boolean): boolean {
  if (kinds[name] !== 'words' && amongWords) return false
  const home = homes[name]
  if (home && !(within && home.includes(within))) return false
  const only = within === undefined ? undefined : onlyHold[within]
  return !only || only.includes(name)
}

/** The attributes that are kept of an element, and the names of those that are not. */
export function keptAttributes(name: string, given: Readonly<Record<string, string>>) {
  const known: Readonly<Record<string, RegExp>> = { ...anywhere, ...attributes[name] }
  const kept: Record<string, string> = {}
  const dropped: string[] = []
  for (const [attribute, value] of Object.entries(given)) {
    const pattern = Object.hasOwn(known, attribute) ? known[attribute] : undefined
    if (pattern && (pattern === words || pattern.test(value))) kept[attribute] = value
    else dropped.push(attribute)
  }
  return { kept, dropped }
}
