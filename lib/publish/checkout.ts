import { existsSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { GitError, git } from './git.ts'
import { gitAdvice } from './git-advice.ts'
import { safeSettings } from './git-settings.ts'

/** A content folder that is a Git checkout, or lies in one. */
export type Checkout = {
  /** The commit that is checked out. */
  head(): Promise<string | undefined>
  /** Paths in the content folder that differ between two commits; undefined when Git cannot tell. */
  changedBetween(before: string, after: string): Promise<string[] | undefined>
  /** Whether Git is in the middle of changing files. */
  isBusy(): boolean
  /** Pulls new commits, if no merge is needed; otherwise returns the reason why not, as one line. */
  pull(signal: AbortSignal): Promise<string | undefined>
  /** Calls `moved` when the commit may have changed, as far as the system reports it. */
  follow(moved: () => void): { close(): void }
}

/** How long a pull may take, milliseconds: it may include films. */
const pullLimit = 10 * 60_000
/** Of several settings for the remote program Git uses the first, so it is given as an argument rather than as a setting. */
const pullArguments = [
  'pull',
  '--ff-only',
  '--no-rebase',
  '--no-recurse-submodules',
  '--upload-pack=git-upload-pack',
  '--quiet',
]

/**
 * The checkout that a folder is or lies in; undefined when there is none, or Git is not installed.
 *
 * @throws GitError when there is one that Git refuses to read
 */
export async function openCheckout(folder: string): Promise<Checkout | undefined> {
  const gitDir = await findGitDir(folder)
  if (gitDir === undefined) return undefined
  const lock = join(gitDir, 'index.lock')
  return {
    head: () =>
      git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']).then(
        (text) => text.trim(),
        () => undefined,
      ),
    async changedBetween(before, after) {
      const how = ['--name-only', '--no-renames', '--no-ext-diff', '--relative', '-z']
      try {
        const { settings } = await safeSettings(folder)
        const names = await git(folder, ['diff', ...how, before, after, '--', '.'], { settings })
        return names.split('\0').filter((path) => path !== '')
      } catch {
        // A commit Git does not have, because history was rewritten or is shallow: then everything is looked through.
        return undefined
      }
    },
    isBusy: () => existsSync(lock),
    async pull(signal) {
      let ignored: string[] = []
      try {
        const safe = await safeSettings(folder)
        ignored = safe.ignored
        await git(folder, pullArguments, { settings: safe.settings, limit: pullLimit, signal })
        return undefined
      } catch (error) {
        return gitAdvice(error, ignored)
      }
    },
    follow(moved) {
      // Whatever changes the commit replaces one of these files.
      const names = new Set(['HEAD', 'index', 'packed-refs'])
      try {
        const watcher = watch(gitDir, { persistent: false }, (_, name) => {
          if (name === null || names.has(name)) moved()
        })
        watcher.on('error', () => watcher.close())
        return watcher
      } catch {
        // The content folder cannot be watched either then, and is looked through regularly.
        return { close() {} }
      }
    },
  }
}

async function findGitDir(folder: string): Promise<string | undefined> {
  try {
    return resolve(folder, (await git(folder, ['rev-parse', '--absolute-git-dir'])).trim())
  } catch (error) {
    const isNone = error instanceof GitError && (error.isMissing || /not a git repository/i.test(error.said))
    if (isNone) return undefined
    throw error
  }
}
