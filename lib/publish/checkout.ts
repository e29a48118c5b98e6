import { existsSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { GitError, git } from './git.ts'
import { gitAdvice } from './git-advice.ts'
import { safeSettings } from './git-settings.ts'

/** A content folder that is a Git checkout, or lies in one. */
export type Checkout = {
  /** The commit that is checked out. */
  head(): Promise<string | undefined>
  /** Paths in the content folder that differ between two commits; nothing when Git cannot tell. */
  changedBetween(before: string, after: string): Promise<string[] | undefined>
  /** Whether Git is in the middle of changing files. */
  isBusy(): boolean
  /** Gets what is new from where it came from, if that can be done without a merge; else says in a line why not. */
  pull(signal: AbortSignal): Promise<string | undefined>
  /** Calls when the commit may have changed, if the system will tell. */
  follow(moved: () => void): { close(): void }
}

/** How long a pull may take, milliseconds: films come with it. */
const pullLimit = 10 * 60_000
/** Of the programs to answer on the other side the first that is named counts, so that is named here and not set. */
const pullArguments = [
  'pull',
  '--ff-only',
  '--no-rebase',
  '--no-recurse-submodules',
  '--upload-pack=git-upload-pack',
  '--quiet',
]

/**
 * The checkout a folder is or lies in; nothing when there is none, or no Git on this machine.
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
        // A commit it does not have, of a history rewritten or cut short: then everything is looked through.
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

async function findGitDir(folder: string): Promise<string | undefined> {
  try {
    return resolve(folder, (await git(folder, ['rev-parse', '--absolute-git-dir'])).trim())
  } catch (error) {
    const isNone = error instanceof GitError && (error.isMissing || /not a git repository/i.test(error.said))
    if (isNone) return undefined
    throw error
  }
}
