import { execFileSync } from 'node:child_process'

/** A file that was renamed; paths are relative to the content folder. */
export type Rename = {
  from: string
  to: string
  /** When, epoch milliseconds; undefined for a rename that is not committed yet. */
  at?: number
  /** The file's text before it was renamed; undefined when Git does not have it. */
  textBefore(): string | undefined
}

/**
 * The renames of story files that Git knows, newest first: uncommitted ones, then those of its history. None when the
 * folder is not a Git checkout, or Git is not installed.
 *
 * @param directory the content folder
 */
export function gitRenames(directory: string): Rename[] {
  // --relative: paths relative to the content folder, wherever it lies in the checkout.
  const how = ['-M', '--diff-filter=R', '--name-status', '-z', '--relative', '--no-ext-diff', '--no-textconv']
  const before = (revision: string, path: string) => () =>
    git(directory, ['cat-file', 'blob', `${revision}:./${path}`])
  const staged = renamesIn(git(directory, ['diff', '--cached', ...how, 'HEAD', '--', 'articles']) ?? '').map(
    (rename) => ({
      ...rename,
      textBefore: before('HEAD', rename.from),
    }),
  )
  const history =
    git(directory, ['log', '--no-show-signature', ...how, '--format=%x1e%H %ct', '--', 'articles']) ?? ''
  const committed = history.split('\x1e').flatMap((commit) => {
    const [, hash, seconds] = /^(\w+) (\d+)/.exec(commit) ?? []
    return renamesIn(commit).map((rename) => ({
      ...rename,
      at: Number(seconds) * 1000,
      textBefore: before(`${hash}^`, rename.from),
    }))
  })
  return [...staged, ...committed]
}

/** Parses `R100`, the old path and the new one, each ended by a NUL. */
function renamesIn(output: string): { from: string; to: string }[] {
  return [...output.matchAll(/(?:^|[\0\n])R\d+\0([^\0]+)\0([^\0]+)(?=\0)/g)].flatMap(([, from, to]) =>
    from?.endsWith('.md') && to?.endsWith('.md') ? [{ from, to }] : [],
  )
}

/**
 * The output of a Git command; undefined when it fails. A checkout's own settings can name programs to run (filters, hooks,
 * signatures); the commands used here run none of them, and fetch nothing that a partial clone has left out.
 */
function git(directory: string, args: string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', directory, '-c', 'core.fsmonitor=false', ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' },
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 30_000,
    })
  } catch {
    // Not a checkout, no Git, or a clone without history: no renames are known.
    return undefined
  }
}
