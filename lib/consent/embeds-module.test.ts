import { expect, it } from 'vitest'
import { render } from '../testing/markdown.ts'
import { embedsModule, embedsModulePath, hasEmbeds } from './embeds-module.ts'

const choice = { made: true, gpc: false }

it.each([
  [[], 'false'],
  [['statistics'], 'false'],
  [['statistics', 'embeds'], 'true'],
])('the module for a reader who allows %j knows: %s', (allowed, expected) => {
  const [first, ...rest] = embedsModule({ ...choice, allowed }).split('\n')
  expect(first).toBe(`const allows = ${expected}`)
  expect(rest.join('\n')).toContain('link.replaceWith(frame)')
})

it('its address depends on its text', () => {
  expect(embedsModulePath()).toMatch(/^\/embeds\.js\?v=[0-9a-f]{8}$/)
})

it.each([
  ['::embed[خريطة]{src="https://player.example/1"}', true],
  ['::embed[地图]{src="https://elsewhere.example/1"}', false],
  ['`<a data-embed="x">` and [a](https://player.example/ "data-embed=")', false],
])('%s needs it: %s', (body, expected) => {
  expect(hasEmbeds(render(body))).toBe(expected)
})
