import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { clientModules, needsScript } from './client-modules.ts'

/** Makes a build folder that has these files. */
function build(files: Record<string, string>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'server', 'app'), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

function manifest(route: string, ids: Record<string, string | number>): string {
  const modules = Object.fromEntries(
    Object.entries(ids).map(([path, id]) => [
      path,
      { id, name: '*', chunks: ['/_next/static/a.js'], async: false },
    ]),
  )
  const json = JSON.stringify({ moduleLoading: { prefix: '' }, clientModules: modules, ssrModuleMapping: {} })
  return `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\nglobalThis.__RSC_MANIFEST["${route}"] = ${json};\n`
}

const ofNext = '[project]/node_modules/next/dist/esm/client/components/layout-router.js'

describe('clientModules', () => {
  it('are those of every route, without Next’s', () => {
    const folder = build({
      'server/app/page_client-reference-manifest.js': manifest('/page', {
        [ofNext]: 1,
        '[project]/a.tsx': 2,
      }),
      'server/app/[lang]/x/page_client-reference-manifest.js': manifest('/[lang]/x/page', {
        '[project]/b.tsx <module evaluation>': '(app)/b',
        '[project]/node_modules/other/dist/c.js': 4,
      }),
      'server/app/page.js': 'not a manifest',
    })
    expect(clientModules(folder)).toEqual(new Set(['2', '(app)/b', '4']))
  })

  it('are none where there are none', () => {
    const path = 'server/app/page_client-reference-manifest.js'
    expect(clientModules(build({ [path]: manifest('/page', { [ofNext]: 1 }) }))).toEqual(new Set())
    expect(clientModules(build({}))).toEqual(new Set())
  })

  it('cannot be told where there is no build', () => {
    expect(() => clientModules(temporaryFolder())).toThrow('ENOENT')
  })
})

describe('needsScript', () => {
  const own = new Set(['77', '(app)/counter.tsx'])

  it.each([
    [
      'an id in flight data',
      '<script>self.__next_f.push([1,"3:I[77,[\\"/_next/a.js\\"],\\"default\\"]\\n"])</script>',
    ],
    [
      'an id after a line break',
      '<script>self.__next_f.push([1,"2:\\"$a\\"\\n3:I[77,[],\\"A\\"]"])</script>',
    ],
    ['an id that is text', '<script>self.__next_f.push([1,"3:I[\\"(app)/counter.tsx\\",[]]"])</script>'],
    ['plain flight data', '3:I["(app)/counter.tsx",["/_next/a.js"],"default"]'],
    ['an id after Next’s', '1:I[5,[],"A"]\n2:I[6,[],"B"]\n3:I[77,[],"C"]'],
    ['an open boundary', '<p>a</p><!--$?--><template id="B:0"></template><!--/$-->'],
  ])('of %s is true', (_, html) => {
    expect(needsScript(html, own)).toBe(true)
  })

  it.each([
    ['Next’s ids', '<script>self.__next_f.push([1,"3:I[39756,[\\"/_next/a.js\\"],\\"default\\"]"])</script>'],
    ['an id that begins like an own one', '3:I[777,[],"A"]'],
    ['an id that ends like an own one', '3:I[177,[],"A"]'],
    ['hints', ':HL["77","style"]'],
    ['lists', '3:["77",[]]'],
    ['a closed boundary', '<!--$--><p>a</p><!--/$-->'],
    ['a text about one', '<p>&lt;!--$?--&gt;</p>'],
    ['nothing', ''],
  ])('of %s is false', (_, html) => {
    expect(needsScript(html, own)).toBe(false)
  })
})
