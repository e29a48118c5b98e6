import { expect, it } from 'vitest'
import { explain } from './fields.ts'
import { lookSchema } from './look-schema.ts'

const fields = { data: {}, locate: () => ({ line: 1, column: 1 }), locateKey: () => ({ line: 1, column: 1 }) }

function wrong(look: unknown): string[] {
  const parsed = lookSchema.safeParse(look)
  return parsed.success ? [] : explain('site.yaml', fields, parsed.error, []).map(({ message }) => message)
}

const light = (colours: Record<string, unknown>) => ({ colours: { light: colours } })

it('reads colours as CSS writes them', () => {
  const look = light({ accent: 'rgb(143 45 29)', band: '#146', ink: 'black', paper: 'oklch(0.99 0.01 90)' })
  expect(wrong(look)).toEqual([])
  expect(lookSchema.parse(look).colours?.light).toEqual({
    accent: '#8f2d1d',
    band: '#114466',
    ink: '#000000',
    paper: expect.stringMatching(/^#f[a-f0-9]f/),
  })
})

it.each([
  ['a word', 'crimsonish'],
  ['something to see through', '#8f2d1d80'],
  ['no colour', 'transparent'],
  ['a style', 'red;} body{display:none'],
  ['an address', 'url(https://evil.example/)'],
  ['a variable', 'var(--ink)'],
])('refuses %s as a colour', (_, text) => {
  expect(wrong(light({ accent: text }))).toEqual([
    `\`colours.light.accent\` is not a solid colour: "${text}". Write one such as "#8f2d1d", in quotes.`,
  ])
})

it('refuses numbers, which is what YAML makes of some colours', () => {
  expect(wrong(light({ accent: 112233 }))).toEqual([
    expect.stringContaining('`colours.light.accent` is not text.'),
  ])
})

it('refuses text that cannot be read, and says what could be', () => {
  expect(wrong(light({ accent: '#e8a090' }))).toEqual([
    expect.stringMatching(
      /^`colours\.light\.accent` has a contrast of 1\.\d:1 on the paper #fdfcf9; text needs 4\.5:1\. Write accent: "#[0-9a-f]{6}", or another that can be read\.$/,
    ),
  ])
  expect(wrong(light({ ink: '#999' }))).toEqual([expect.stringContaining('`colours.light.ink` has')])
  expect(wrong({ colours: { dark: { accent: '#8f2d1d' } } })).toEqual([
    expect.stringContaining('`colours.dark.accent` has'),
  ])
})

it('says of a paper that it hides the usual ink', () => {
  expect(wrong(light({ paper: '#222' }))).toEqual([
    expect.stringMatching(
      /^`colours\.light\.paper` gives the ink #1a1c1f a contrast of \d(?:\.\d)?:1; text needs/,
    ),
  ])
  expect(wrong(light({ paper: '#222', ink: '#eee' }))).toEqual([])
})

it('offers colours that pass', () => {
  for (const accent of ['#ffff00', '#e8a090', '#ffffff', '#00ff88', '#9999ff']) {
    const [, offered] = /accent: "(#[0-9a-f]{6})"/.exec(wrong(light({ accent }))[0] ?? '') ?? []
    expect(wrong(light({ accent: offered }))).toEqual([])
  }
})
