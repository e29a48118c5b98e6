import type { Nodes, Parents, Text } from 'mdast'

/** What an editor may not have meant, and its offset in the body. */
export type TextAdvice = { offset: number; message: string }

/**
 * Advice on a text that will not look as it was written: marks that stay visible, and a number at the start of a line that
 * turns it into a list.
 *
 * @param body the text that the node was parsed from
 */
export function textAdvice(node: Nodes, parent: Parents | undefined, body: string): TextAdvice[] {
  if (node.type === 'text') return marksLeft(node, parent, body)
  if (node.type !== 'list' || !node.ordered) return []
  const items = node.children.map(({ position }) => {
    const offset = position?.start.offset ?? 0
    return { offset, written: Number(/^\d+/.exec(body.slice(offset, offset + 9))?.[0] ?? Number.NaN) }
  })
  const [first, second] = items
  if (!first) return []
  // Many people write "1." before every item and leave counting to Markdown.
  if (second && first.written <= 1 && items.every(({ written }) => written === first.written)) return []
  if (!second && first.written > 1) return [alone(first)]
  return items.flatMap(({ offset, written }, index) => {
    const shown = first.written + index
    return written === shown || Number.isNaN(written)
      ? []
      : [{ offset, message: otherNumber(written, shown) }]
  })
}

function alone({ offset, written }: { offset: number; written: number }): TextAdvice {
  const message = `"${written}." makes this a list of one item. If it is part of the sentence, write ${written}\\. instead.`
  return { offset, message }
}

function otherNumber(written: number, shown: number): string {
  return `This is an item of a list and is shown as "${shown}.", not "${written}.". If it is part of the sentence, write ${written}\\. instead.`
}

const leftovers: { mark: RegExp; message: string }[] = [
  {
    mark: /\]\(/,
    message:
      '"](" is shown as it stands. A link has no line break between its brackets, and an address with spaces stands in angle brackets: [words](<my file.pdf>).',
  },
  {
    mark: /\*\*/,
    message:
      '"**" is shown as it stands. Put it directly before and after the words, without a space between, or write \\*\\* if it is meant.',
  },
]
const hashes = /^#{2,6}/

function marksLeft({ position }: Text, parent: Parents | undefined, body: string): TextAdvice[] {
  if (position?.start.offset === undefined) return []
  const { offset } = position.start
  // Escaped marks are meant to be visible.
  const source = body.slice(offset, position.end.offset).replace(/\\[\s\S]/g, '  ')
  const found = leftovers.flatMap(({ mark, message }) => {
    const at = source.search(mark)
    return at < 0 ? [] : [{ offset: offset + at, message }]
  })
  const isFirst = parent?.type === 'paragraph' && parent.children[0]?.position?.start.offset === offset
  if (!isFirst || !hashes.test(source)) return found
  const message = '"##" is shown as it stands. A heading needs a space after these marks.'
  return [{ offset, message }, ...found]
}
