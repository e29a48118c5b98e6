import { describe, expect, it } from 'vitest'
import { codeOf } from '../testing/imports.ts'
import { proseVersion, rendererFiles, rendererPackages } from './version.ts'

describe('the version of compiled texts', () => {
  it('depends on every file and every package that takes part', () => {
    const { files, packages } = codeOf(['prose/compile-text.ts'])
    expect(files).toEqual([...rendererFiles].sort())
    expect(packages).toEqual([...rendererPackages].sort())
  })

  it('is short, the same each time, and different for each language', () => {
    const versions = ['en', 'ar', 'zh-Hans'].map(proseVersion)
    for (const version of versions) expect(version).toMatch(/^[\w-]{16}$/)
    expect(new Set(versions).size).toBe(3)
    expect(['en', 'ar', 'zh-Hans'].map(proseVersion)).toEqual(versions)
  })
})
