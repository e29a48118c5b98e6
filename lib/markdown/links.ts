import type { Element } from 'hast'
import type { Link, Root } from 'mdast'
import { defaultHandlers, type Handlers } from 'mdast-util-to-hast'
import { SKIP, visit } from 'unist-util-visit'

/**
 * What an address in a text is: a file of the content folder, whose page is looked up when a page is made; an address that
 * readers can follow as it is; or neither.
 */
export type KindOfLink = (url: string) => 'file' | 'address' | 'nowhere'

/** Removes links that lead nowhere, and keeps their words. */
export function removeDeadLinks({ kindOfLink }: { kindOfLink: KindOfLink }) {
  return (tree: Root) => {
    const isDead = (url: string) => kindOfLink(url) === 'nowhere'
    /** Which references are dead; of several definitions with the same name the first counts. */
    const definitions = new Map<string, boolean>()
    visit(tree, 'definition', (node) => {
      const dead = isDead(node.url)
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, dead)
      if (dead) node.url = ''
    })
    visit(tree, (node, index, parent) => {
      if (node.type !== 'link' && node.type !== 'linkReference') return undefined
      const dead = node.type === 'link' ? isDead(node.url) : definitions.get(node.identifier) !== false
      if (!dead || !parent || index === undefined) return undefined
      parent.children.splice(index, 1, ...node.children)
      return [SKIP, index]
    })
  }
}

/** Turns links into HTML: one to a content file is a slot. */
export function linkHandlers(kindOfLink: KindOfLink): Pick<Handlers, 'link' | 'linkReference'> {
  return {
    link(state, node) {
      const made = defaultHandlers.link(state, node)
      // In print, a link's address is added after it, unless its words are the address.
      if (isBare(node)) made.properties.className = ['bare']
      return slotted(made, node.url)
    },
    linkReference(state, node) {
      const made = defaultHandlers.linkReference(state, node)
      const definition = state.definitionById.get(String(node.identifier).toUpperCase())
      return definition && !Array.isArray(made) && made.type === 'element'
        ? slotted(made, definition.url)
        : made
    },
  }

  function slotted(link: Element, url: string): Element {
    if (kindOfLink(url) !== 'file') return link
    const { href, title } = link.properties
    const [, fragment = ''] = /(#.*)$/s.exec(String(href)) ?? []
    const [file = ''] = url.split('#', 1)
    return {
      ...link,
      data: { slot: { link: file, fragment, ...(typeof title === 'string' && { title }) } },
    }
  }
}

/** Whether a link's words are its address. */
function isBare({ url, children: [words, ...more] }: Link): boolean {
  if (words?.type !== 'text' || more.length > 0) return false
  return withoutScheme(url) === withoutScheme(words.value)
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//i, '').replace(/\/$/, '')
}
