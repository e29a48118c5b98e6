import type { Face } from '../assets/faces/read-face.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { type Palette, palettes } from '../newsroom/palette.ts'
import { headlineFacePath } from '../urls/paths.ts'

/**
 * The stylesheet of the newsroom's own colours and typeface, which stands on every page beside app/tokens.css; undefined
 * when it chose neither. What it sets is more specific than the rules there, in whichever order they come.
 */
export function lookStyle({ site, headlineFace }: Newsroom): string | undefined {
  const { colours, headlines } = site.look
  const parts = [
    ...(colours ? coloursOf(palettes(colours)) : []),
    ...(headlineFace ? [fontFace(headlineFace), display('Headlines,var(--serif)')] : []),
    ...(headlines === 'sans' ? [display('var(--sans)')] : []),
  ]
  return parts.length === 0 ? undefined : parts.join('')
}

/** For screens, because printed pages are black on white. */
function coloursOf({ light, dark }: Record<'light' | 'dark', Palette>): string[] {
  return [`@media screen{${root(light)}}`, `@media screen and (prefers-color-scheme:dark){${root(dark)}}`]
}

function root(colours: Palette): string {
  const declarations = Object.entries(colours).map(([name, colour]) => `--${name}:${colour}`)
  return `html:root{${declarations.join(';')}}`
}

/** A reader whose network is slow sees the usual face, and no headline changes while they read. */
function fontFace(face: Face): string {
  const source = `url(${headlineFacePath(face)})format("woff2")`
  return `@font-face{font-family:Headlines;src:${source};font-weight:100 900;font-display:optional;size-adjust:${face.sizeAdjust}%}`
}

/** On every element, as the stylesheet sets it on every element in some languages. */
function display(family: string): string {
  return `html:root,html:root *{--display:${family}}`
}
