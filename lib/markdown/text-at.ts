import type { Text } from 'mdast'

/** A part of a text; without `value`, everything from an offset on. */
export function textAt(text: Text, from: number, value = text.value.slice(from)): Text {
  return { type: 'text', value, ...placed(text, from, from + value.length) }
}

/** The position of a part of a text that is the same in the source as it is shown. */
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
