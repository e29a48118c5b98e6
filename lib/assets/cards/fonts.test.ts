import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { prepareFonts } from './fonts.ts'

it('unpacks the typefaces once, has no others used, and knows their characters', async () => {
  const folder = join(temporaryFolder(), 'a & b')
  mkdirSync(join(folder, 'of another version'), { recursive: true })
  const characters = await prepareFonts(folder)
  const [own = '', ...others] = readdirSync(folder)
  expect(others).toEqual([])
  expect(process.env.FONTCONFIG_FILE).toBe(join(folder, own, 'fonts.conf'))
  const settings = readFileSync(join(folder, own, 'fonts.conf'), 'utf8')
  expect(settings.match(/<dir>.*?<\/dir>/g)).toEqual([
    `<dir>${join(folder, own).replace('&', '&amp;')}</dir>`,
  ])
  expect(settings).not.toContain('<include')
  for (const character of 'aßЯΩشپک渡轮カे₹…“”') expect(characters.has(character), character).toBe(true)
  for (const character of 'กא한🚢') expect(characters.has(character), character).toBe(false)

  const font = join(folder, own, 'noto-naskh-arabic-arabic-wght-normal.ttf')
  const before = statSync(font).mtimeMs
  expect((await prepareFonts(folder)).has('ش')).toBe(true)
  expect(statSync(font).mtimeMs).toBe(before)
})

it('leaves no half-unpacked files behind when a package is damaged', async () => {
  const [folder, packages] = [temporaryFolder(), temporaryFolder()]
  for (const name of ['noto-serif', 'noto-naskh-arabic', 'noto-serif-sc', 'noto-serif-devanagari']) {
    mkdirSync(join(packages, name, 'files'), { recursive: true })
    writeFileSync(join(packages, name, 'package.json'), '{}')
    writeFileSync(join(packages, name, 'files', 'a-wght-normal.woff2'), 'wOF2')
  }
  await expect(prepareFonts(folder, packages)).rejects.toThrow()
  expect(readdirSync(folder).filter((name) => !name.endsWith('.part'))).toEqual([])
  expect(existsSync(join(folder, 'cache'))).toBe(false)
})
