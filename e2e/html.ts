import { Parser } from 'htmlparser2'

/** An element of a page's head, or a block of data anywhere in it. */
type Element = { name: string; attributes: Record<string, string>; text: string }

/** What a crawler makes of a page: it reads the source and runs nothing. */
export type PageSource = {
  /** The elements of the head, in order. */
  head: Element[]
  /** Names of elements that belong into the head and stand outside of it. */
  strays: string[]
  /** Every JSON-LD block, parsed. */
  data: { '@context': string; '@graph': Record<string, unknown>[] }[]
}

const ofHead = ['title', 'meta', 'link', 'base']

/** The stylesheet by choice stands in the body on purpose, where nothing waits for it. */
function isBesideBanner({ rel, href = '' }: Record<string, string>): boolean {
  return rel === 'stylesheet' && /^\/consent(?:-state)?\.css/.test(href)
}

/** Reads a page's source with a parser of its own. Throws when JSON-LD cannot be parsed. */
export function readSource(html: string): PageSource {
  const source: PageSource = { head: [], strays: [], data: [] }
  let inHead = false
  let open: Element | undefined
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'head') inHead = true
      open = { name, attributes, text: '' }
      if (inHead) source.head.push(open)
      else if (ofHead.includes(name) && !isBesideBanner(attributes)) source.strays.push(name)
    },
    ontext(text) {
      if (open) open.text += text
    },
    onclosetag(name) {
      if (name === 'head') inHead = false
      if (name === 'script' && open?.attributes.type === 'application/ld+json')
        source.data.push(JSON.parse(open.text))
      open = undefined
    },
  })
  parser.end(html)
  return source
}

/** The text of the page's title. */
export function titleOf({ head }: PageSource): string[] {
  return head.filter(({ name }) => name === 'title').map(({ text }) => text)
}

/** The contents of a `meta` by its name or property. */
export function meta({ head }: PageSource, key: string): string[] {
  return head
    .filter(({ name, attributes }) => name === 'meta' && [attributes.name, attributes.property].includes(key))
    .map(({ attributes }) => attributes.content ?? '')
}

/** The `link` elements of a kind, as their attributes. */
export function links({ head }: PageSource, rel: string): Record<string, string>[] {
  return head
    .filter(({ name, attributes }) => name === 'link' && attributes.rel === rel)
    .map(({ attributes }) => attributes)
}

/** Where a page says its versions are, by language. */
export function versions(source: PageSource): Record<string, string> {
  const alternates = links(source, 'alternate').filter(({ hreflang }) => hreflang !== undefined)
  return Object.fromEntries(alternates.map(({ hreflang = '', href = '' }) => [hreflang, href]))
}
