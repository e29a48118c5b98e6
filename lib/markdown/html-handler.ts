import type { Element, Properties } from 'hast'
import type { Handlers } from 'mdast-util-to-hast'
import type { HtmlElement } from './accept-html.ts'
import { element } from './element.ts'
import { scrolling } from './tables.ts'

/** Names of attributes that are different in an HTML tree. */
const properties: Readonly<Record<string, string>> = { colspan: 'colSpan', rowspan: 'rowSpan' }

/** Turns an element written as HTML in a text into one of the page. */
export function htmlHandler(): NonNullable<Handlers['htmlElement']> {
  return (state, node: HtmlElement): Element => {
    const given: Properties = {}
    for (const [name, value] of Object.entries(node.attributes))
      given[properties[name] ?? name] = name === 'open' ? true : value
    const made = element(node.name, { ...given, ...node.data?.hProperties }, state.all(node))
    return node.name === 'table' ? scrolling(made) : made
  }
}
