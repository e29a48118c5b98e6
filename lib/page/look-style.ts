import type { SiteSettings } from '../newsroom/newsroom-schema.ts'
import { type Palette, palettes } from '../newsroom/palette.ts'

/**
 * The stylesheet of the newsroom's own colours, which stands on every page beside app/tokens.css; undefined when it chose
 * none. It is for screens, because printed pages are black on white.
 */
export function lookStyle({ colours }: SiteSettings['look']): string | undefined {
  if (!colours) return undefined
  const { light, dark } = palettes(colours)
  return `@media screen{${rule(light)}}@media screen and (prefers-color-scheme:dark){${rule(dark)}}`
}

/** More specific than the rules of app/tokens.css, in whichever order they come. */
function rule(colours: Palette): string {
  const declarations = Object.entries(colours).map(([name, colour]) => `--${name}:${colour}`)
  return `html:root{${declarations.join(';')}}`
}
