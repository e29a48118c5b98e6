import { converter, formatHex, interpolate, parse, toGamut, wcagContrast } from 'culori'

/** The colours a newsroom may choose in site.yaml; all others follow from them. */
export const chosenNames = ['paper', 'ink', 'accent', 'band'] as const
export type ChosenName = (typeof chosenNames)[number]

export const schemes = ['light', 'dark'] as const
export type Scheme = (typeof schemes)[number]

/** Colours as `#rrggbb`, of one scheme. */
export type Chosen = Partial<Record<ChosenName, string | undefined>>

/** What a newsroom chose for readers who like light pages, and for those who like dark ones. */
export type ChosenColours = { light?: Chosen | undefined; dark?: Chosen | undefined }

/** Every colour of the pages, by its name in app/tokens.css, as `#rrggbb`. */
export type Palette = Record<
  | 'paper'
  | 'wash'
  | 'ink'
  | 'muted'
  | 'rule'
  | 'accent'
  | 'link'
  | 'band'
  | 'band-ink'
  | 'band-muted'
  | 'band-rule',
  string
>

/** The colours of a newsroom that chooses none; the same as in app/tokens.css. */
export const defaultPalettes: Record<Scheme, Palette> = {
  light: {
    paper: '#fdfcf9',
    wash: '#f3efe6',
    ink: '#1a1c1f',
    muted: '#565b62',
    rule: '#d8d3c7',
    accent: '#8f2d1d',
    link: '#12476b',
    band: '#14324a',
    'band-ink': '#f7f2e8',
    'band-muted': '#b9c7d1',
    'band-rule': '#35536b',
  },
  dark: {
    paper: '#14171a',
    wash: '#1f2327',
    ink: '#ece7dc',
    muted: '#aaa79e',
    rule: '#3a3e43',
    accent: '#f0a38d',
    link: '#9fcbe9',
    band: '#0d2233',
    'band-ink': '#ece7dc',
    'band-muted': '#a4b4bf',
    'band-rule': '#2b4458',
  },
}

/** The least contrast of text with its ground (WCAG 2.2, 1.4.3). */
export const textContrast = 4.5

const oklch = converter('oklch')
const displayable = toGamut('rgb', 'oklch')

/** A colour of CSS as `#rrggbb`; nothing when it is none, or lets through what is behind it. */
export function colourIn(text: string): string | undefined {
  const colour = parse(text)
  if (!colour || (colour.alpha ?? 1) < 1) return undefined
  return formatHex(displayable(colour))
}

/** The contrast of two colours by WCAG's formula: 1 for the same colour, 21 for black on white. */
export function contrast(one: string, other: string): number {
  return wcagContrast(one, other)
}

/** The colour nearest to the given one that has enough contrast with all grounds: darker on light grounds, else lighter. */
export function legible(colour: string, grounds: readonly string[], least = textContrast): string {
  const enough = (candidate: string) => grounds.every((ground) => contrast(candidate, ground) >= least)
  if (enough(colour)) return colour
  const isLight = grounds.every((ground) => contrast(ground, '#000') >= contrast(ground, '#fff'))
  const { l = 0, c = 0, h = 0 } = oklch(colour) ?? {}
  for (let step = 1; step < 100; step += 1) {
    const lightness = isLight ? l - step / 100 : l + step / 100
    if (lightness <= 0 || lightness >= 1) break
    const candidate = formatHex(displayable({ mode: 'oklch', l: lightness, c, h }))
    if (enough(candidate)) return candidate
  }
  return isLight ? '#000000' : '#ffffff'
}

/** How light a masthead's band is at most in the dark, in OKLCH. */
const darkBand = 0.28

/** All colours of both schemes. In the dark, an accent and a band chosen for the light alone become as light or dark as needed. */
export function palettes({ light = {}, dark = {} }: ChosenColours): Record<Scheme, Palette> {
  const { paper, wash } = paletteOf('dark', { paper: dark.paper, ink: dark.ink })
  const accent = dark.accent ?? (light.accent && legible(light.accent, [paper, wash]))
  const band = dark.band ?? (light.band && darkened(light.band))
  return { light: paletteOf('light', light), dark: paletteOf('dark', { ...dark, accent, band }) }
}

function darkened(band: string): string {
  const { l = 0, c = 0, h = 0 } = oklch(band) ?? {}
  return formatHex(displayable({ mode: 'oklch', l: Math.min(l, darkBand), c, h }))
}

/**
 * The colours of one scheme. Those that the newsroom does not choose are the usual ones where nothing they belong with was
 * chosen; otherwise they are mixed from what was, and legible on it.
 */
function paletteOf(scheme: Scheme, chosen: Chosen): Palette {
  const usual = defaultPalettes[scheme]
  const { paper = usual.paper, ink = usual.ink, band = usual.band } = chosen
  const isUsualPaper = paper === usual.paper && ink === usual.ink
  const wash = isUsualPaper ? usual.wash : mix(paper, ink, 0.06)
  const grounds = [paper, wash]
  return {
    paper,
    wash,
    ink,
    muted: isUsualPaper ? usual.muted : legible(mix(ink, paper, 0.3), grounds),
    rule: isUsualPaper ? usual.rule : mix(paper, ink, 0.18),
    accent: chosen.accent ?? legible(usual.accent, grounds),
    link: legible(usual.link, grounds),
    band,
    ...(band === usual.band
      ? { 'band-ink': usual['band-ink'], 'band-muted': usual['band-muted'], 'band-rule': usual['band-rule'] }
      : onBand(band)),
  }
}

function onBand(band: string) {
  const inks = [defaultPalettes.light['band-ink'], defaultPalettes.light.ink]
  const [best = '#ffffff'] = inks.sort((a, b) => contrast(b, band) - contrast(a, band))
  const ink = legible(best, [band])
  return {
    'band-ink': ink,
    'band-muted': legible(mix(ink, band, 0.25), [band]),
    'band-rule': mix(band, ink, 0.25),
  }
}

/** @param share of the second colour, from 0 to 1 */
function mix(one: string, other: string, share: number): string {
  return formatHex(interpolate([one, other], 'oklab')(share))
}
