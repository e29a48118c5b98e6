import { expect, it } from 'vitest'
import type { Face } from '../assets/faces/read-face.ts'
import { lookSchema } from '../newsroom/look-schema.ts'
import { testNewsroom } from '../testing/newsroom.ts'
import { lookStyle } from './look-style.ts'

const styleOf = (look: unknown, headlineFace?: Face) => {
  const newsroom = testNewsroom()
  newsroom.sync()
  const { site, ...rest } = newsroom.newsroom()
  return lookStyle({
    ...rest,
    site: { ...site, look: lookSchema.parse(look) },
    ...(headlineFace && { headlineFace }),
  })
}

it('is nothing where nothing is chosen', () => {
  expect(styleOf({})).toBeUndefined()
})

it('sets headlines in what the newsroom says', () => {
  expect(styleOf({ headlines: 'sans' })).toBe('html:root,html:root *{--display:var(--sans)}')
  const face = { hash: '0123456789abcdef', sizeAdjust: 93 }
  expect(styleOf({ headlines: 'own.woff2' }, face)).toMatch(
    /^@font-face\{.*url\(\/media\/0123456789abcdef\/headlines\.woff2\).*font-display:optional;size-adjust:93%\}html/,
  )
})

it('has every colour of both schemes, for screens alone', () => {
  const style = styleOf({ colours: { light: { accent: 'rgb(0 102 51)' }, dark: { paper: '#000' } } }) ?? ''
  const [, light, dark] = style.split('@media screen')
  expect(light).toMatch(/^\{html:root\{--paper:#fdfcf9;.*--accent:#006633;/)
  expect(dark).toMatch(/^ and \(prefers-color-scheme:dark\)\{html:root\{--paper:#000000;/)
})

it('holds nothing but names and colours, whatever the settings said', () => {
  const style = styleOf({ colours: { light: { band: 'hsl(50 100% 50%)' } } }) ?? ''
  expect(style.replace(/--[a-z-]+:#[0-9a-f]{6}(?:;|(?=\}))/g, '')).toBe(
    '@media screen{html:root{}}@media screen and (prefers-color-scheme:dark){html:root{}}',
  )
})
