import type { Image, Link, Parents, PhrasingContent, Root, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { placed, textAt } from './text-at.ts'

/** A link or picture whose file name has spaces, for which CommonMark requires angle brackets. */
const spacedFile =
  /(!?)\[([^[\]]*)\]\(([^()<>"\n]*[^\s()<>"] [^()<>"\n]*\.[a-z0-9]{2,5})(?: "([^"\n]*)")?\)/iu
/** A picture with a space before its file's name; what else stands in brackets after one may be anything. */
const spacedPicture =
  /(!)\[([^[\]]*)\] \(([^()<>"\n]*[^\s()<>"]\.(?:avif|gif|jpe?g|png|webp))(?: "([^"\n]*)")?\)/iu
/** The words of a link with a space before its address, up to that space. */
const spacedWords = /\[([^[\]]+)\] \($/u

/**
 * Makes links and pictures of what is clearly meant as one: `![A picture](my photo.jpg)`, `![A picture] (photo.jpg)` and
 * `[port] (https://port.example)`. CommonMark would show the brackets.
 *
 * @param body the tree was parsed from
 */
export function meantLinks(tree: Root, body: string) {
  visit(tree, 'text', (text, index, parent) => {
    if (!parent || index === undefined || !isVerbatim(text, body) || insideLink(parent)) return undefined
    const file = earlier(spacedFile.exec(text.value), spacedPicture.exec(text.value))
    if (file) {
      const [whole, mark, words = '', url = '', title] = file
      const node = mark ? picture(url, words, title) : link(url, textAt(text, file.index + 1, words), title)
      const made = { ...node, ...placed(text, file.index, file.index + whole.length) }
      const after = textAt(text, file.index + whole.length)
      parent.children.splice(
        index,
        1,
        ...nonEmpty(textAt(text, 0, text.value.slice(0, file.index))),
        made,
        ...nonEmpty(after),
      )
      return [SKIP, parent.children.indexOf(made) + 1]
    }
    const [address, rest] = parent.children.slice(index + 1, index + 3)
    const words = spacedWords.exec(text.value)
    if (!words || address?.type !== 'link' || rest?.type !== 'text' || !rest.value.startsWith(')'))
      return undefined
    if (!isVerbatim(rest, body)) return undefined
    const made = link(address.url, textAt(text, words.index + 1, words[1] ?? ''), null)
    const start = placed(text, words.index, words.index).position?.start
    const end = placed(rest, 1, 1).position?.end
    const whole = start && end ? { ...made, position: { start, end } } : made
    const before = nonEmpty(textAt(text, 0, text.value.slice(0, words.index)))
    parent.children.splice(index, 3, ...before, whole, ...nonEmpty(textAt(rest, 1)))
    return [SKIP, index + before.length + 1]
  })
}

function link(url: string, words: Text, title: string | null | undefined): Link {
  return { type: 'link', url, title: title ?? null, children: [words] }
}

function picture(url: string, alt: string, title: string | undefined): Image {
  return { type: 'image', url, alt, title: title ?? null }
}

function insideLink(parent: Parents): boolean {
  return parent.type === 'link' || parent.type === 'linkReference'
}

function earlier(one: RegExpExecArray | null, other: RegExpExecArray | null): RegExpExecArray | null {
  return one && other ? (one.index <= other.index ? one : other) : (one ?? other)
}

/** Whether the text is the same in the source as it is shown, so that offsets in one are offsets in the other. */
function isVerbatim({ value, position }: Text, body: string): boolean {
  return body.slice(position?.start.offset, position?.end.offset) === value
}

function nonEmpty(text: Text): PhrasingContent[] {
  return text.value === '' ? [] : [text]
}
