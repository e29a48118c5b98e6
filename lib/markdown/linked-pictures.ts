import type { Node, Parent, Root, RootContent } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { pictureEndings } from '../assets/pictures/format.ts'

/**
 * Takes the link off pictures that lead to a picture's file beside the story, which other systems write around each one:
 * `[![Pier](pier-300.jpg)](pier.jpg)`. The page shows the picture in every size a screen has use for; the file itself is not
 * served.
 */
export function linkedPictures(tree: Root) {
  visit(tree, 'link', (link, index, parent) => {
    if (!parent || index === undefined || !isPictureFile(link.url)) return undefined
    if (!link.children.every(isPictureOrBlank) || !link.children.some(({ type }) => type === 'image'))
      return undefined
    const children = parent.children as RootContent[]
    children.splice(index, 1, ...link.children)
    return [SKIP, index + link.children.length]
  })
}

function isPictureFile(url: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(url)) return false
  const name = url.toLowerCase()
  return pictureEndings.some((ending) => name.endsWith(ending))
}

function isPictureOrBlank(node: Node & Partial<Parent> & { value?: string }): boolean {
  return node.type === 'image' || (node.type === 'text' && node.value?.trim() === '')
}
