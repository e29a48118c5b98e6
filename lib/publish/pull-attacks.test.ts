import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { commitAll, git, makeRepository } from '../testing/repository.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { type Checkout, openCheckout } from './checkout.ts'
import { GitError, git as runGit } from './git.ts'

const { signal } = new AbortController()

afterEach(() => vi.unstubAllEnvs())

function write(folder: string, path: string, text = 'text') {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** A newsroom's repository, and a checkout of it, with a file beside it that unwanted programs would leave. */
async function cloned(branch = 'main') {
  const origin = temporaryFolder()
  write(origin, 'articles/a.en.md')
  makeRepository(origin)
  if (branch !== 'main') git(origin, 'switch', '--quiet', '--create', branch)
  const folder = join(temporaryFolder(), 'clone')
  git(origin, 'clone', '--quiet', origin, folder)
  const mark = join(folder, '../ran')
  return { origin, folder, mark, checkout: await opened(folder) }
}

async function opened(folder: string): Promise<Checkout> {
  const checkout = await openCheckout(folder)
  if (!checkout) throw new Error('It is no checkout.')
  return checkout
}

/** Adds a new story to the repository, and lets the checkout pull it. */
async function pullStory({ origin, checkout }: { origin: string; checkout: Checkout }) {
  write(origin, 'articles/b.en.md', 'as committed')
  const commit = commitAll(origin)
  expect(await checkout.pull(signal)).toBeUndefined()
  expect(await checkout.head()).toBe(commit)
}

describe('a pull', () => {
  it('gets what is new, and refuses to merge', async () => {
    const made = await cloned()
    await pullStory(made)
    write(made.origin, 'articles/a.en.md', 'theirs')
    commitAll(made.origin)
    write(made.folder, 'articles/c.en.md')
    const own = commitAll(made.folder)
    expect(await made.checkout.pull(signal)).toMatch(
      /^Not possible to fast-forward.*\. The checkout has commits .* git reset/i,
    )
    expect(await made.checkout.head()).toBe(own)
  })

  it('says why when there is nowhere to pull from', async () => {
    const root = temporaryFolder()
    write(root, 'a.md')
    makeRepository(root)
    const reason = await (await opened(root)).pull(signal)
    expect(reason).toMatch(/git branch --set-upstream-to/)
    expect(reason).not.toContain('\n')
  })

  it('says which file of the checkout is in its way', async () => {
    const { origin, folder, checkout } = await cloned()
    write(folder, 'articles/b.en.md', 'written on the server')
    write(origin, 'articles/b.en.md')
    commitAll(origin)
    expect(await checkout.pull(signal)).toMatch(/articles\/b\.en\.md.*git stash/)
    expect(readFileSync(join(folder, 'articles/b.en.md'), 'utf8')).toBe('written on the server')
  })

  it('is not stopped by a submodule, whatever its settings say', async () => {
    const made = await cloned()
    const other = temporaryFolder()
    write(other, 'x')
    makeRepository(other)
    git(made.origin, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'sub')
    commitAll(made.origin)
    for (const setting of [
      '\tupdate = !x\n',
      '\tfetchRecurseSubmodules = on-demand\n\turl = -oProxyCommand=x\n',
    ]) {
      appendFileSync(join(made.origin, '.gitmodules'), setting)
      await pullStory(made)
      write(made.origin, 'articles/b.en.md', setting)
      write(join(made.origin, 'sub'), 'x', setting)
      commitAll(join(made.origin, 'sub'))
      commitAll(made.origin)
      expect(await made.checkout.pull(signal)).toBeUndefined()
    }
  })
})

describe('programs that the checkout itself names', () => {
  const hooks = [
    'post-merge',
    'post-checkout',
    'pre-merge-commit',
    'reference-transaction',
    'post-index-change',
  ]

  it('are not run as hooks', async () => {
    const made = await cloned()
    for (const hook of hooks) {
      write(made.folder, `.git/hooks/${hook}`, `#!/bin/sh\ntouch '${made.mark}'\n`)
      chmodSync(join(made.folder, '.git/hooks', hook), 0o755)
    }
    await pullStory(made)
    git(made.folder, 'config', 'core.hooksPath', join(made.folder, '.git/hooks'))
    write(made.origin, 'articles/c.en.md')
    commitAll(made.origin)
    expect(await made.checkout.pull(signal)).toBeUndefined()
    expect(existsSync(made.mark)).toBe(false)
  })

  const settings = [
    'filter.x.smudge',
    'filter.x.clean',
    'filter.x.process',
    'filter.a=b c.smudge',
    'core.fsmonitor',
    'core.sshCommand',
    'core.askPass',
    'core.alternateRefsCommand',
    'credential.helper',
    'credential.https://news.example.helper',
    'remote.origin.uploadpack',
    'gc.recentObjectsHook',
    'gpg.program',
  ]

  it.each(settings)('are not run by %s', async (setting) => {
    const made = await cloned()
    write(made.origin, '.gitattributes', '*.md filter=x\n')
    commitAll(made.origin)
    git(made.folder, 'config', setting, `touch '${made.mark}'; cat`)
    git(made.folder, 'config', 'filter.x.required', 'true')
    await pullStory(made)
    expect(readFileSync(join(made.folder, 'articles/b.en.md'), 'utf8')).toBe('as committed')
    expect(existsSync(made.mark)).toBe(false)
  })

  it('are not run when another included file names them', async () => {
    const made = await cloned()
    write(made.origin, '.gitattributes', '*.md filter=x\n')
    commitAll(made.origin)
    write(made.folder, '.git/more', `[filter "x"]\n\tsmudge = touch '${made.mark}'; cat\n`)
    git(made.folder, 'config', 'include.path', 'more')
    await pullStory(made)
    expect(existsSync(made.mark)).toBe(false)
  })

  it('are not reached by an address that is a command, nor by one that is replaced', async () => {
    const { folder, mark, checkout } = await cloned()
    git(folder, 'config', 'protocol.ext.allow', 'always')
    git(folder, 'remote', 'set-url', 'origin', `ext::sh -c touch% ${mark}`)
    expect(await checkout.pull(signal)).toMatch(/ext/)
    git(folder, 'remote', 'set-url', 'origin', 'https://127.0.0.1:1/x')
    git(folder, 'config', `url.ext::sh -c touch% ${mark} .insteadOf`, 'https://127.0.0.1:1/')
    expect(await checkout.pull(signal)).toMatch(/ext/)
    git(folder, 'config', 'remote.origin.vcs', 'ext')
    expect(await checkout.pull(signal)).toEqual(expect.any(String))
    expect(existsSync(mark)).toBe(false)
  })

  it('are named when a pull fails without them', async () => {
    const { folder, checkout } = await cloned()
    git(folder, 'config', 'core.sshCommand', 'ssh -i key')
    git(folder, 'remote', 'set-url', 'origin', '/nowhere')
    expect(await checkout.pull(signal)).toMatch(/do not count \(core\.sshcommand\): set them/)
  })

  it('are run when the user of the server has set them', async () => {
    const made = await cloned()
    const home = temporaryFolder()
    vi.stubEnv('HOME', home)
    vi.stubEnv('XDG_CONFIG_HOME', home)
    write(home, '.gitconfig', '[filter "x"]\n\tsmudge = tr a-z A-Z\n')
    write(made.origin, '.gitattributes', '*.md filter=x\n')
    commitAll(made.origin)
    git(made.folder, 'config', 'filter.x.smudge', 'rev')
    await pullStory(made)
    expect(readFileSync(join(made.folder, 'articles/b.en.md'), 'utf8')).toBe('AS COMMITTED')
  })
})

describe('a checkout of somebody else', () => {
  it('is reported, with what to do', async () => {
    const { folder } = await cloned()
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
    await expect(openCheckout(folder)).rejects.toSatisfy(
      (error) => error instanceof GitError && /dubious ownership/.test(error.said),
    )
  })
})

describe('a command that hangs', () => {
  it('is stopped with everything it has started', async () => {
    const { folder } = await cloned()
    // What it has started holds its output open: if that survived, this would wait for it.
    const settings = [['alias.hang', '!sleep 300 & wait']] as const
    await expect(runGit(folder, ['hang'], { settings, limit: 1000 })).rejects.toThrow(/longer than 1 seconds/)
  })

  it('is stopped when the server stops', async () => {
    const { folder } = await cloned()
    const stop = new AbortController()
    const hanging = runGit(folder, ['hang'], {
      settings: [['alias.hang', '!sleep 300']],
      signal: stop.signal,
    })
    stop.abort()
    await expect(hanging).rejects.toThrow(/server stops/)
  })
})
