import { type GitSetting, git } from './git.ts'

/**
 * Settings that name a program to run, or a way to one, when something is fetched or checked out; and what each is set
 * to where it does not count. Names as Git lists them: in small letters, but for what stands in the middle.
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
  /** Names of the repository's own settings that do not count then. */
  ignored: string[]
}

/**
 * The settings by which no program runs that a repository's own settings name: those of the server's user and of the
 * machine count in their place. Hooks never count ({@link git}).
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
  // What comes last counts; an empty helper empties the list of those before it.
  const again = own.length === 0 ? [] : others.map(({ name, value }): GitSetting => [name, value])
  return { settings: [...neutral, ...again], ignored: [...new Set(own.map(({ name }) => name))] }
}

/** `scope NUL name LF value NUL`, without LF and value where a setting is only named. */
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
