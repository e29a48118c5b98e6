import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../testing/temporary.ts'
import { IndexInUse, lockIndex } from './index-lock.ts'

/** A process that holds an index's lock. */
async function holder(file: string) {
  const child = spawn(process.execPath, ['lib/testing/lock-index.ts', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

it('belongs to one process alone, and is free again when that is killed', async () => {
  const file = join(temporaryFolder(), 'données/index.sqlite')
  const child = await holder(file)
  expect(() => lockIndex(file)).toThrow(IndexInUse)
  expect(() => lockIndex(file)).toThrow(
    `${file} is in use by another server. Stop that one, or set DATA_DIR to another folder.`,
  )
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  lockIndex(file)
  expect(() => lockIndex(file)).toThrow(IndexInUse)
})

it('lies beside the index, is empty, and does not lock another index in the same folder', async () => {
  const file = join(temporaryFolder(), 'index.sqlite')
  await holder(file)
  lockIndex(join(dirname(file), 'preview.sqlite'))
  expect(readdirSync(dirname(file)).sort()).toEqual(['index.sqlite.lock', 'preview.sqlite.lock'])
  expect(statSync(`${file}.lock`).size).toBe(0)
  expect(existsSync(file)).toBe(false)
})

it('names a lock file that is not one', () => {
  const file = join(temporaryFolder(), 'index.sqlite')
  writeFileSync(`${file}.lock`, 'somebody wrote a note here\n'.repeat(100))
  expect(() => lockIndex(file)).toThrow(expect.objectContaining({ path: `${file}.lock` }))
})
