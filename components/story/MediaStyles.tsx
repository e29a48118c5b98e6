import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What only some texts contain, with its styles, which the others need not carry. */
const sheets = [
  { name: 'gallery', holds: /<section class="gallery"/ },
  { name: 'player', holds: /<(?:audio|video) / },
  { name: 'embed', holds: /<figure class="embed"/ },
  { name: 'table', holds: /<table/ },
  { name: 'code', holds: /<(?:code|pre)\b/ },
  { name: 'notes', holds: /<sup\b/ },
]

const read = new Map<string, string>()

/** Styles for the galleries, players, tables and other rare parts of a text; React moves them into the head. @param html of the text */
export function MediaStyles({ html }: { html: string }) {
  return sheets
    .filter(({ holds }) => holds.test(html))
    .map(({ name }) => (
      <style key={name} href={`media-${name}`} precedence="media">
        {styles(name)}
      </style>
    ))
}

function styles(name: string): string {
  const known = read.get(name)
  if (known !== undefined) return known
  const source = readFileSync(join(process.cwd(), 'components/story/media', `${name}.css`), 'utf8')
  const small = source
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
  read.set(name, small)
  return small
}
