import type { Element, Properties } from 'hast'

/** An HTML element. */
export function element(
  tagName: string,
  properties: Properties,
  children: Element['children'] = [],
): Element {
  return { type: 'element', tagName, properties, children }
}
