import { execFile } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A content folder that is a Git checkout, or lies in one. */
export type Checkout = {
  /** The commit that is checked out. */
  head(): Promise<string | undefined>
  /** Paths in the content folder that differ between two commits; nothing when Git cannot tell. */
  changedBetween(before: string, after: string): Promise<string[] | undefined>
  /** Whether Git is in the middle of changing files. */
  isBusy(): boolean
  /** Gets what is new from where it came from, if that can be done without a merge. Rejects with Git's own reason. */
  pull(): Promise<void>
  /** Calls when the commit may have changed, if the system will tell. */
  follow(moved: () => void): { close(): void }
}

const timeout = 60_000

/** The checkout a folder is or lies in; nothing when there is none, or no Git on this machine. */
export async function openCheckout(folder: string): Promise<Checkout | undefined> {
  const git = async (...args: string[]): Promise<string> => {
    // Neither what the repository configures to be run, nor a question nobody would answer.
    const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
    const { stdout } = await run('git', [...safe, ...args], {
      cwd: folder,
      env,
      timeout,
      maxBuffer: 256 * 1024 * 1024,
    })
    return stdout
  }
  const gitDir = await git('rev-parse', '--absolute-git-dir').then(
    (text) => resolve(folder, text.trim()),
    () => undefined,
  )
  if (gitDir === undefined) return undefined
  const lock = join(gitDir, 'index.lock')
  return {
    head: () =>
      git('rev-parse', '--verify', '--quiet', 'HEAD').then(
        (text) => text.trim(),
        () => undefined,
      ),
    changedBetween: (before, after) =>
      git(
        'diff',
        '--name-only',
        '--no-renames',
        '--no-ext-diff',
        '--relative',
        '-z',
        before,
        after,
        '--',
        '.',
      ).then(
        (text) => text.split('\0').filter((path) => path !== ''),
        () => undefined,
      ),
    isBusy: () => existsSync(lock),
    async pull() {
      await git('pull', '--ff-only', '--quiet', '--no-rebase')
    },
    follow(moved) {
      // Whatever moves the commit writes one of these, by putting a new file in the place of the old.
      const names = new Set(['HEAD', 'index', 'packed-refs'])
      try {
        const watcher = watch(gitDir, { persistent: false }, (_, name) => {
          if (name === null || names.has(name)) moved()
        })
        watcher.on('error', () => watcher.close())
        return watcher
      } catch {
        // The content folder cannot be watched then either, and is looked through now and then.
        return { close() {} }
      }
    },
  }
}
