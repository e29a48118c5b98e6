import type { Element, Nodes } from 'hast'
import { defaultHandlers, type Handlers } from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'
import { element } from './element.ts'

/**
 * A table in a region that scrolls, so that wide ones can be scrolled by keyboard too. A class says how a cell is aligned;
 * HTML's own attribute for it is obsolete.
 */
export function tableHandler(): NonNullable<Handlers['table']> {
  return (state, node): Element => {
    const table = defaultHandlers.table(state, node)
    visit(table as Nodes, 'element', ({ tagName, properties }) => {
      if (tagName !== 'td' && tagName !== 'th') return
      const { align } = properties
      delete properties.align
      if (align === 'center' || align === 'right') properties.className = [align]
    })
    return scrolling(table)
  }
}

/** A table in a region that scrolls; nameRegions gives the region its name. */
export function scrolling(table: Element): Element {
  return element('section', { className: ['table-scroll'], tabIndex: 0 }, [table])
}
