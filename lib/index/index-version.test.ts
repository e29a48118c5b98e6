import { expect, it, vi } from 'vitest'
import { codeOf } from '../testing/imports.ts'
import { indexVersion, keepingFiles } from './index-version.ts'

const changed = vi.hoisted(() => ({ file: '' }))

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const readFileSync = (...args: Parameters<typeof fs.readFileSync>) => {
    const text = fs.readFileSync(...args)
    return changed.file !== '' && String(args[0]).endsWith(changed.file) ? `${text}// changed` : text
  }
  return { ...fs, readFileSync }
})

it('depends on all code that decides what is kept of files', () => {
  const roots = [
    'index/index-writes.ts',
    'reading/read-file.ts',
    'reading/read-newsroom.ts',
    // It runs in another process, so no import leads to it.
    'assets/pictures/inspect.ts',
  ]
  // Tables count by their SQL, compiled texts have versions of their own, and the rest decides nothing.
  const others = [
    'index/index-database.ts',
    'index/kept-prose.ts',
    'prose/',
    'runtime/error-text.ts',
    'runtime/waited-thread.ts',
  ]
  expect(codeOf(roots, others).files).toEqual([...keepingFiles].sort())
})

it('is the same each time, and a number that SQLite can keep', () => {
  const version = indexVersion('CREATE TABLE a (b)')
  expect(indexVersion('CREATE TABLE a (b)')).toBe(version)
  expect(Number.isInteger(version)).toBe(true)
  expect(version).toBeGreaterThan(0)
  expect(version).toBeLessThan(2 ** 31)
})

it('changes with the tables', () => {
  expect(indexVersion('CREATE TABLE a (b)')).not.toBe(indexVersion('CREATE TABLE a (c)'))
})

it.each(['newsroom/newsroom-schema.ts', 'newsroom/story-schema.ts', 'reading/body-check.ts'])(
  'changes when %s changes',
  async (file) => {
    const before = indexVersion('CREATE TABLE a (b)')
    changed.file = file
    vi.resetModules()
    const again = await import('./index-version.ts')
    const after = again.indexVersion('CREATE TABLE a (b)')
    changed.file = ''
    expect(after).not.toBe(before)
  },
)
