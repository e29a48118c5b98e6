import { type GitSetting, git } from './git.ts'

/**
 * Settings that name a program to run, or a way to one, when something is fetched or checked out; and the value that
 * disables each. Names as Git lists them: in lower case, except for the middle part.
 */
const programs: readonly (readonly [name: RegExp, neutral: string])[] = [
  [/^filter\..*\.(clean|smudge|process)$/s, ''],
  [/^filter\..*\.required$/s, 'false'],
  [/^credential\.(.*\.)?helper$/s, ''],
  [/^remote\..*\.vcs$/s, ''],
  [/^core\.sshcommand$/, 'ssh'],
  [/^core\.askpass$/, ''],
  [/^core\.gitproxy$/, 'none'],
  [/^core\.alternaterefscommand$/, 'true'],
  [/^gc\.recentobjectshook$/, ''],
  [/^gpg\.(.*\.)?program$/s, 'gpg'],
]

export type SafeSettings = {
  /** For a command that fetches or checks out. */
  settings: GitSetting[]
  /** Names of the repository's own settings that are ignored in such a command. */
  ignored: string[]
}

/**
 * Settings that keep Git from running programs named in a repository's own settings: those of the server's user and of the
 * machine apply instead. Hooks never run ({@link git}).
 *
 * @throws GitError when Git cannot read them
 */
export async function safeSettings(folder: string): Promise<SafeSettings> {
  const entries = entriesIn(await git(folder, ['config', '--list', '--show-scope', '--includes', '-z']))
  const ofPrograms = entries.flatMap((entry) => {
    const [, neutral] = programs.find(([name]) => name.test(entry.name)) ?? []
    return neutral === undefined ? [] : [{ ...entry, neutral }]
  })
  const isOwn = ({ scope }: { scope: string }) => scope === 'local' || scope === 'worktree'
  const own = ofPrograms.filter(isOwn)
  const others = ofPrograms.filter((entry) => !isOwn(entry))
  const neutral = own.map((entry): GitSetting => [entry.name, entry.neutral])
  // The last value counts, except that an empty helper clears the list of those before it.
  const again = own.length === 0 ? [] : others.map(({ name, value }): GitSetting => [name, value])
  return { settings: [...neutral, ...again], ignored: [...new Set(own.map(({ name }) => name))] }
}

/** Parses `scope NUL name LF value NUL`; LF and value are missing where a setting has only a name. */
function entriesIn(list: string): { scope: string; name: string; value: string }[] {
  const fields = list.split('\0')
  return fields.slice(0, -1).flatMap((scope, index) => {
    if (index % 2 === 1) return []
    const entry = fields[index + 1] ?? ''
    const end = entry.indexOf('\n')
    return [
      { scope, name: end < 0 ? entry : entry.slice(0, end), value: end < 0 ? 'true' : entry.slice(end + 1) },
    ]
  })
}
