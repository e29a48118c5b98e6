import type { Text } from 'mdast'

/** A part of a text; without `value`, everything from an offset on. */
export function textAt(text: Text, from: number, value = text.value.slice(from)): Text {
  return { type: 'text', value, ...placed(text, from, from + value.length) }
}

/** The position of a part of a text that is the same in the source as it is shown, line breaks included. */
export function placed({ value, position }: Text, from: number, to: number): Pick<Text, 'position'> {
  if (!position) return {}
  const { start } = position
  const at = (length: number) => {
    const lines = value.slice(0, length).split('\n')
    const column = lines.at(-1)?.length ?? 0
    return {
      line: start.line + lines.length - 1,
      column: lines.length === 1 ? start.column + column : column + 1,
      offset: (start.offset ?? 0) + length,
    }
  }
  return { position: { start: at(from), end: at(to) } }
}
