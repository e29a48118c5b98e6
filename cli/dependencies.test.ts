import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { expect, test } from 'vitest'

// A package that is only installed because another one needs it disappears with that one, and a development
// dependency is not in the image that serves readers.

type Import = { file: string; package: string; isType: boolean }

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>

/** Files that only build, test or measure the site; everything else runs where readers are served. */
const development =
  /^(?:bench|e2e)\/|^lib\/testing\/|^tools\/|\.test\.tsx?$|^vitest\.config|^cli\/(?:bench|browser|cluster|film|illustrate|lighthouse|recordings|test)\.ts$/

const imports = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => !file.startsWith('e2e/fixtures/'))
  .flatMap(importsOf)

function importsOf(file: string): Import[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...found].flatMap(([, type, from, dynamic]) => {
    const name = from ?? dynamic ?? ''
    if (/^[.#]/.test(name) || isBuiltin(name)) return []
    return [{ file, package: packageOf(name), isType: type !== undefined }]
  })
}

/** The package, `@scope/name` or `name`, that an imported path belongs to. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The types package of a name that has no package of its own, such as `hast`. */
const typesOf = (name: string) => `@types/${name}`

test('finds what the tree imports', () => {
  expect(imports.length).toBeGreaterThan(100)
  expect(imports.map(({ package: name }) => name)).toEqual(
    expect.arrayContaining(['next', 'sharp', 'vitest']),
  )
})

test('every package the tree imports is declared', () => {
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }))
  const missing = imports.filter(
    ({ package: name, isType }) => !declared.has(name) && !(isType && declared.has(typesOf(name))),
  )
  expect(missing).toEqual([])
})

test('what runs where readers are served is not a development dependency', () => {
  const missing = imports.filter(
    ({ file, package: name, isType }) => !isType && !development.test(file) && !(name in dependencies),
  )
  expect(missing).toEqual([])
})

test('packages of types are development dependencies', () => {
  expect(Object.keys(dependencies).filter((name) => name.startsWith('@types/'))).toEqual([])
})
