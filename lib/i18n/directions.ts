/**
 * Directional controls by what they do (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters). Marks such
 * as U+200E, U+200F and U+061C end by themselves, and are not among them.
 */
const embedding = /[\u202a\u202b\u202d\u202e]/
const isolate = /[\u2066-\u2068]/
const endEmbedding = '\u202c'
const endIsolate = '\u2069'

const controls = /[\u202a-\u202e\u2066-\u2069]/g

/** Closes what a text leaves open, piece by piece. */
export type Closer = {
  /** A piece of the text, without what would close something outside of it. */
  pass(text: string): string
  /** What closes all that is open. */
  end(): string
}

export function createCloser(): Closer {
  const open: string[] = []
  const stays = (control: string): boolean => {
    if (embedding.test(control)) open.push(endEmbedding)
    else if (isolate.test(control)) open.push(endIsolate)
    else if (control === endEmbedding) return open.at(-1) === control && open.pop() !== undefined
    else {
      // The end of an isolate ends what was opened in it, too.
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

/** A text that, whatever stands beside it, changes the direction of nothing but itself. */
export function closedDirections(text: string): string {
  const closer = createCloser()
  return closer.pass(text) + closer.end()
}

/** Whether a text has such controls, closed or not. */
export function hasDirections(text: string): boolean {
  return text.search(controls) >= 0
}

/** A text in which they are seen as `\u202e`, for terminals and logs. */
export function shownDirections(text: string): string {
  return text.replace(controls, (control) => `\\u${control.charCodeAt(0).toString(16)}`)
}
