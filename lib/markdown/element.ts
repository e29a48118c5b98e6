import type { Element, Properties } from 'hast'
import type { SlotMark } from './cut.ts'

/** An HTML element. */
export function element(
  tagName: string,
  properties: Properties,
  children: Element['children'] = [],
): Element {
  return { type: 'element', tagName, properties, children }
}

/** An element that a slot will replace. @param tagName one that is allowed in its place */
export function slot(tagName: string, mark: SlotMark, children: Element['children'] = []): Element {
  return { ...element(tagName, {}, children), data: { slot: mark } }
}
