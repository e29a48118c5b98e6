import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { proseVersion, rendererFiles, rendererPackages } from './version.ts'

/** What a file of lib/ imports, but for types alone: paths in lib/, and packages. */
function importsOf(file: string): { files: string[]; packages: string[] } {
  const source = readFileSync(join('lib', file), 'utf8')
  const names = [...source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gms)].map(
    ([, name = '']) => name,
  )
  return {
    files: names
      .filter((name) => name.startsWith('.'))
      .map((name) => relative('lib', join('lib', dirname(file), name))),
    packages: names.filter((name) => !name.startsWith('.') && !name.startsWith('node:')),
  }
}

describe('the version of compiled texts', () => {
  it('goes by every file and every package that takes part', () => {
    const files = new Set(['prose/compile-text.ts'])
    const packages = new Set<string>()
    for (const file of files) {
      const found = importsOf(file)
      for (const other of found.files) files.add(other)
      for (const name of found.packages) packages.add(name)
    }
    expect([...files].sort()).toEqual([...rendererFiles].sort())
    expect([...packages].sort()).toEqual([...rendererPackages].sort())
    for (const file of rendererFiles) expect(existsSync(join('lib', file))).toBe(true)
  })

  it('is short, the same each time, and another for each language', () => {
    const versions = ['en', 'ar', 'zh-Hans'].map(proseVersion)
    for (const version of versions) expect(version).toMatch(/^[\w-]{16}$/)
    expect(new Set(versions).size).toBe(3)
    expect(['en', 'ar', 'zh-Hans'].map(proseVersion)).toEqual(versions)
  })
})
