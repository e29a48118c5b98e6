import type { Link, PhrasingContent, Root, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { placed, textAt } from './text-at.ts'

// GitHub's rule ends a bare address before a space or ASCII punctuation alone.
// Marks of direction and of places to break are not seen; the two joiners belong to words.
const foreignPunctuation = /(?![\p{ASCII}\u200c\u200d])[\p{P}\p{Z}\p{Sc}\p{Sm}\p{Cf}]/u
const address = /(?<![a-z])(?:https?:\/\/|www\.)[^\s<]+/iu

/**
 * Ends bare addresses before the punctuation of other scripts, where it is never part of an address:
 * `详见https://example.com/a，更多` is one address and a sentence that goes on.
 *
 * @param body the tree was parsed from
 */
export function endBareUrls(tree: Root, body: string) {
  visit(tree, 'link', (link, index, parent) => {
    const [words] = link.children
    if (!parent || index === undefined || words?.type !== 'text' || !isBare(link, body)) return undefined
    const end = words.value.search(foreignPunctuation)
    if (end <= 0) return undefined
    const [kept, rest] = [words.value.slice(0, end), words.value.slice(end)]
    const trimmed = kept.replace(/[?!.,:*_~'"]+$/, '')
    const more = textAt(words, trimmed.length, kept.slice(trimmed.length) + rest)
    parent.children.splice(index, 1, ...shortened(words, trimmed), ...linked(more))
    return [SKIP, index + 1]
  })
}

/** Links that GitHub's second pass finds, within words of other scripts, have no position. */
function isBare({ position, children: [words] }: Link, body: string): boolean {
  const written = position ? body.slice(position.start.offset) : words?.type === 'text' ? words.value : ''
  return /^(?:https?:\/\/|www\.)/i.test(written.slice(0, 8))
}

/** A link with only the beginning of its words; plain words when no address is left. */
function shortened(words: Text, value: string): PhrasingContent[] {
  const text: Text = { type: 'text', value, ...placed(words, 0, value.length) }
  const host = value.replace(/^(?:https?:\/\/)?/i, '')
  if (!/[\p{L}\p{N}]/u.test(host)) return [text]
  const url = /^www\./i.test(value) ? `http://${value}` : value
  return [{ type: 'link', title: null, url, children: [text], ...placed(words, 0, value.length) }]
}

/** The nodes of a text that may hold further addresses. */
function linked(text: Text): PhrasingContent[] {
  const found = address.exec(text.value)
  if (!found) return text.value === '' ? [] : [text]
  const before = textAt(text, 0, text.value.slice(0, found.index))
  const at = textAt(text, found.index, text.value.slice(found.index))
  const end = at.value.search(/[\s<]|$/)
  const whole = at.value.slice(0, end)
  const cut = whole.search(foreignPunctuation)
  const value = (cut < 0 ? whole : whole.slice(0, cut)).replace(/[?!.,:*_~'"]+$/, '')
  const link = shortened(at, value)
  const rest = textAt(at, value.length, at.value.slice(value.length))
  return [...(before.value === '' ? [] : [before]), ...link, ...linked(rest)]
}
