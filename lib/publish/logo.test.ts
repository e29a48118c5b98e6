import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { siteKey } from '../keys/keys.ts'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { startPublisher } from '../testing/publisher.ts'

const withLogo = siteYaml.replace('{ name: The Test Post }', '{ name: A, logo: logo.png }')

it('a logo that comes, changes or goes while the site is served is seen, and renews all that shows it', async () => {
  const made = testNewsroom({ 'site.yaml': withLogo })
  const { passes, soon } = await startPublisher(made)
  const logo = () => made.newsroom().site.organisation.logo
  expect(logo()).toBeUndefined()
  for (const change of [
    () => made.write('logo.png', testPng(112, 112)),
    () => made.write('logo.png', testPng(200, 200)),
    () => rmSync(join(made.directory, 'logo.png')),
  ]) {
    passes.length = 0
    change()
    await soon(() => expect(passes.flatMap(({ keys }) => keys)).toContain(siteKey))
  }
  expect(logo()).toBeUndefined()
  expect(made.problems()).toEqual([expect.stringContaining('The picture logo.png is not there.')])
})
