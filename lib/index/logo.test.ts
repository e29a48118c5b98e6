import { expect, it } from 'vitest'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'

it.each(['logo.png', 'looks/شعار.png'])(
  'a logo that is removed and comes back is noticed by itself: %s',
  (logo) => {
    const named = siteYaml.replace('{ name: The Test Post }', `{ name: The Test Post, logo: ${logo} }`)
    const made = testNewsroom({ 'site.yaml': named, [logo]: testPng(112, 112) })
    made.sync()
    expect(made.newsroom().site.organisation.logo).toBe(logo)
    made.remove(logo)
    made.sync({ scope: [logo] })
    expect(made.newsroom().site.organisation).not.toHaveProperty('logo')
    expect(made.problems()).toEqual([expect.stringContaining(`The picture ${logo} is not there.`)])
    made.write(logo, testPng(112, 112))
    made.sync({ scope: [logo] })
    expect(made.newsroom().site.organisation.logo).toBe(logo)
    expect(made.problems()).toEqual([])
  },
)
