import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { buildFiles } from './build-files.ts'

it('knows the files of a build by their paths, and nothing else of it', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'static', 'chunks', 'deep'), { recursive: true })
  mkdirSync(join(folder, 'server'))
  writeFileSync(join(folder, 'static', 'a.css'), '')
  writeFileSync(join(folder, 'static', 'chunks', 'deep', 'b.js'), '')
  writeFileSync(join(folder, 'server', 'secret.js'), '')

  expect([...buildFiles(folder)].sort()).toEqual(['/_next/static/a.css', '/_next/static/chunks/deep/b.js'])
})

it('says when there is no build', () => {
  expect(() => buildFiles(temporaryFolder())).toThrow('static')
})
