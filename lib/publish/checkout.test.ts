import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { commitAll, git, makeRepository } from '../testing/repository.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { type Checkout, openCheckout } from './checkout.ts'

function write(folder: string, path: string, text = 'text') {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** A repository with one file, and the checkout of it or of a folder in it. */
async function repository(inside = '.'): Promise<{ root: string; folder: string; checkout: Checkout }> {
  const root = temporaryFolder()
  const folder = join(root, inside)
  write(folder, 'articles/a.en.md')
  makeRepository(root)
  return { root, folder, checkout: await opened(folder) }
}

async function opened(folder: string): Promise<Checkout> {
  const checkout = await openCheckout(folder)
  if (!checkout) throw new Error('It is no checkout.')
  return checkout
}

const names = [
  'articles/talks.en.md',
  'articles/محادثات.ar.md',
  'articles/会谈.zh-Hans.md',
  `articles/with space, 'quotes" and $(touch x).en.md`,
  'articles/line\nbreak.en.md',
  '-n.md',
]

describe('what a commit changed', () => {
  it('lists each path as it is named, whatever is in the name', async () => {
    const { root, checkout } = await repository()
    const before = await checkout.head()
    for (const name of names) write(root, name)
    const after = commitAll(root)
    expect(await checkout.head()).toBe(after)
    expect((await checkout.changedBetween(before ?? '', after))?.sort()).toEqual([...names].sort())
  })

  it('lists both names of a file that was renamed, and removed files', async () => {
    const { root, checkout } = await repository()
    write(root, 'pages/about.en.md')
    const before = commitAll(root)
    git(root, 'mv', 'articles/a.en.md', 'articles/b.en.md')
    git(root, 'rm', '--quiet', 'pages/about.en.md')
    const after = commitAll(root)
    expect((await checkout.changedBetween(before, after))?.sort()).toEqual([
      'articles/a.en.md',
      'articles/b.en.md',
      'pages/about.en.md',
    ])
  })

  it('is relative to a folder within the repository, and limited to it', async () => {
    const { root, folder, checkout } = await repository('my newsroom/内容')
    const before = (await checkout.head()) ?? ''
    write(root, 'README.md')
    write(folder, 'articles/b.en.md')
    const after = commitAll(root)
    expect(await checkout.changedBetween(before, after)).toEqual(['articles/b.en.md'])
  })

  it('can be told between branches', async () => {
    const { root, checkout } = await repository()
    const main = (await checkout.head()) ?? ''
    git(root, 'switch', '--quiet', '--create', 'other')
    write(root, 'articles/b.en.md')
    const other = commitAll(root)
    git(root, 'switch', '--quiet', 'main')
    expect(await checkout.head()).toBe(main)
    expect(await checkout.changedBetween(other, main)).toEqual(['articles/b.en.md'])
  })

  it('is unknown when Git no longer has the commit', async () => {
    const { checkout } = await repository()
    const head = (await checkout.head()) ?? ''
    expect(await checkout.changedBetween('0123456789012345678901234567890123456789', head)).toBeUndefined()
  })
})

it('runs nothing that the repository configures', async () => {
  const { root, checkout } = await repository()
  const marker = join(root, 'ran')
  for (const setting of ['core.fsmonitor', 'diff.external', 'core.pager'])
    git(root, 'config', setting, `touch '${marker}'`)
  const before = (await checkout.head()) ?? ''
  git(root, '-c', 'core.fsmonitor=false', 'commit', '--quiet', '--allow-empty', '-m', 'Change')
  await checkout.changedBetween(before, (await checkout.head()) ?? '')
  expect(existsSync(marker)).toBe(false)
})

describe('without a commit', () => {
  it('a folder outside any repository is not a checkout', async () => {
    expect(await openCheckout(temporaryFolder())).toBeUndefined()
  })

  it('a repository without commits has none', async () => {
    const root = temporaryFolder()
    git(root, 'init', '--quiet')
    expect(await (await opened(root)).head()).toBeUndefined()
  })
})

describe('a checkout that is followed', () => {
  async function followed(folder: string) {
    const checkout = await opened(folder)
    let calls = 0
    const follow = checkout.follow(() => {
      calls += 1
    })
    onTestFinished(() => follow.close())
    return { moved: () => vi.waitFor(() => expect(calls).toBeGreaterThan(0)), reset: () => (calls = 0) }
  }

  it('notices a commit, a change of branch, and a commit that was undone', async () => {
    const { root } = await repository()
    const { moved, reset } = await followed(root)
    write(root, 'articles/b.en.md')
    commitAll(root)
    await moved()
    reset()
    git(root, 'switch', '--quiet', '--detach', 'HEAD~1')
    await moved()
    reset()
    git(root, 'reset', '--quiet', '--hard', 'main')
    await moved()
  })

  it('may be a linked worktree', async () => {
    const { root } = await repository()
    const linked = join(temporaryFolder(), 'linked tree')
    git(root, 'worktree', 'add', '--quiet', '-b', 'live', linked)
    const { moved } = await followed(linked)
    const checkout = await opened(linked)
    const before = (await checkout.head()) ?? ''
    write(linked, 'articles/b.zh-Hans.md')
    const after = commitAll(linked)
    await moved()
    expect(await checkout.changedBetween(before, after)).toEqual(['articles/b.zh-Hans.md'])
  })

  it('is busy while Git holds its lock', async () => {
    const { root, checkout } = await repository()
    expect(checkout.isBusy()).toBe(false)
    writeFileSync(join(root, '.git/index.lock'), '')
    expect(checkout.isBusy()).toBe(true)
    rmSync(join(root, '.git/index.lock'))
    expect(checkout.isBusy()).toBe(false)
  })
})
