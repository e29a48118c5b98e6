import { Parser } from 'htmlparser2'

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** Replaces HTML's character references with their characters, because other systems write `Q&amp;A` into fields. */
export function withCharacters(text: string): string {
  return text.includes('&') ? text.replace(reference, characterOf) : text
}

function characterOf(written: string): string {
  let text = ''
  new Parser({
    ontext: (part) => {
      text += part
    },
  }).end(written)
  return text
}
