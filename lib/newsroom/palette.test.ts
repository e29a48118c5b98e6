import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contrast, defaultPalettes, legible, palettes, schemes } from './palette.ts'

it('has the colours of the stylesheet as its own', () => {
  const tokens = readFileSync('app/tokens.css', 'utf8')
  const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)')
  for (const [name, colour] of Object.entries(defaultPalettes.light))
    expect(light).toContain(`--${name}: ${colour};`)
  for (const [name, colour] of Object.entries(defaultPalettes.dark))
    expect(dark).toContain(`--${name}: ${colour};`)
})

it('leaves everything as usual where nothing is chosen', () => {
  expect(palettes({})).toEqual(defaultPalettes)
})

const papers = ['#ffffff', '#fff1e5', '#e8f4ea', '#000000', '#1b1b2f']
const bands = ['#ffffff', '#000000', '#777777', '#e3120b', '#ffd400', '#00a0a0']

/** Every pair of text and ground on the pages (WCAG 2.2, 1.4.3), and of focus ring and ground (1.4.11). */
it.each(papers.flatMap((paper) => bands.map((band) => [paper, band])))(
  'can be read on any paper and band: %s, %s',
  (paper, band) => {
    const ink = contrast(paper, '#000') > contrast(paper, '#fff') ? '#111111' : '#f0f0f0'
    const all = palettes({ light: { paper, ink, band }, dark: { band } })
    for (const scheme of schemes) {
      const colours = all[scheme]
      for (const name of ['ink', 'muted', 'accent', 'link'] as const)
        for (const ground of ['paper', 'wash'] as const)
          expect(contrast(colours[name], colours[ground]), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      for (const name of ['band-ink', 'band-muted'] as const)
        expect(contrast(colours[name], colours.band), name).toBeGreaterThanOrEqual(4.5)
    }
  },
)

it('carries an accent and a band chosen for the light into the dark', () => {
  const { light, dark } = palettes({ light: { accent: '#006633', band: '#ffd400' } })
  expect([light.accent, light.band]).toEqual(['#006633', '#ffd400'])
  expect(contrast(dark.accent, dark.paper)).toBeGreaterThanOrEqual(4.5)
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(dark.accent.slice(at, at + 2), 16))
  expect(green).toBeGreaterThan(Math.max(red ?? 0, blue ?? 0))
  expect(contrast(dark.band, '#000')).toBeLessThan(3)
})

it('changes a colour only as far as needed', () => {
  expect(legible('#8f2d1d', ['#ffffff'])).toBe('#8f2d1d')
  const changed = legible('#e8a090', ['#ffffff'])
  expect(contrast(changed, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(changed, '#ffffff')).toBeLessThan(5)
})
