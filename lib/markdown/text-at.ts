import type { Text } from 'mdast'

/** A part of a text; without `value`, all that follows. */
export function textAt(text: Text, from: number, value = text.value.slice(from)): Text {
  return { type: 'text', value, ...placed(text, from, from + value.length) }
}

/** Where a part of a text stands that is written as it is shown. */
export function placed({ position }: Text, from: number, to: number): Pick<Text, 'position'> {
  if (!position) return {}
  const { start } = position
  const at = (length: number) => ({
    line: start.line,
    column: start.column + length,
    offset: (start.offset ?? 0) + length,
  })
  return { position: { start: at(from), end: at(to) } }
}
