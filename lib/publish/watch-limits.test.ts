import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { makeRepository } from '../testing/repository.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { openCheckout } from './checkout.ts'
import { watchFolder } from './watch-folder.ts'

const reason = 'ENOSPC: System limit for number of file watchers reached'
let left = 0

// The system's limit holds for the whole machine, so it is simulated.
vi.mock(import('node:fs'), async (original) => {
  const fs = await original()
  const watch = ((...args: Parameters<typeof fs.watch>) => {
    left -= 1
    if (left < 0) throw new Error(reason)
    return fs.watch(...args)
  }) as typeof fs.watch
  return { ...fs, watch }
})

it('says once why not all folders can be watched, and goes on with the others', () => {
  const root = temporaryFolder()
  for (const day of ['01', '02', '03']) mkdirSync(join(root, 'articles/2025/05', day), { recursive: true })
  const reasons: string[] = []
  left = 3
  watchFolder(
    root,
    () => {},
    (said) => reasons.push(said),
  ).close()
  expect(reasons).toEqual([reason])
})

it('a checkout that cannot be watched still works', async () => {
  const root = temporaryFolder()
  makeRepository(root)
  const checkout = await openCheckout(root)
  left = 0
  checkout?.follow(() => {}).close()
  expect(await checkout?.head()).toMatch(/^[0-9a-f]{40}$/)
})
