/**
 * Directional controls, by kind (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters). Marks such as
 * U+200E, U+200F and U+061C need no closing, and are not among them.
 */
const embedding = /[\u202a\u202b\u202d\u202e]/
const isolate = /[\u2066-\u2068]/
const endEmbedding = '\u202c'
const endIsolate = '\u2069'

const controls = /[\u202a-\u202e\u2066-\u2069]/g

/** Closes the directional controls a text leaves open, piece by piece. */
export type Closer = {
  /** Returns a piece of the text, without controls that would close something outside it. */
  pass(text: string): string
  /** Returns what closes everything still open. */
  end(): string
}

export function createCloser(): Closer {
  const open: string[] = []
  const stays = (control: string): boolean => {
    if (embedding.test(control)) open.push(endEmbedding)
    else if (isolate.test(control)) open.push(endIsolate)
    else if (control === endEmbedding) return open.at(-1) === control && open.pop() !== undefined
    else {
      // Ending an isolate also ends everything opened inside it.
      const begin = open.lastIndexOf(endIsolate)
      if (begin < 0) return false
      open.length = begin
    }
    return true
  }
  return {
    pass: (text) => text.replace(controls, (control) => (stays(control) ? control : '')),
    end: () => open.splice(0).reverse().join(''),
  }
}

/** A text with its directional controls closed, so that it does not turn the text around it. */
export function closedDirections(text: string): string {
  const closer = createCloser()
  return closer.pass(text) + closer.end()
}

/** Whether a text has such controls, closed or not. */
export function hasDirections(text: string): boolean {
  return text.search(controls) >= 0
}

/** The text with these controls written as `\u202e` and so on, for terminals and logs. */
export function shownDirections(text: string): string {
  return text.replace(controls, (control) => `\\u${control.charCodeAt(0).toString(16)}`)
}
