import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { errorText } from '../runtime/error-text.ts'

/** A Git command failed. */
export class GitError extends Error {
  /** All that Git printed, in English; it may contain passwords from addresses, and lines from the remote machine. */
  readonly said: string
  /** Whether Git is not installed. */
  readonly isMissing: boolean

  constructor(message: string, { said = '', isMissing = false } = {}) {
    super(message)
    this.said = said
    this.isMissing = isMissing
  }
}

/** A setting for one command, which overrides all files: its name and its value. */
export type GitSetting = readonly [name: string, value: string]

export type GitOptions = {
  /** Settings for this command alone. */
  settings?: readonly GitSetting[]
  /** How long it may take, milliseconds; then it is stopped, with all programs it has started. */
  limit?: number
  /** Stops it earlier. */
  signal?: AbortSignal
}

/** How long a command may take that contacts no other machine, milliseconds. */
const localLimit = 60_000
/** The most to keep of Git's error output, characters: a remote machine may have written it. */
const maxSaid = 64 * 1024

/** Set when a hook of some repository starts the server; they would point Git to that repository. */
const ofAnotherRepository = [
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_WORK_TREE',
]

/** Disables what the repository would run at every command, and its submodules. */
const always: readonly GitSetting[] = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
]

/**
 * Runs Git in a folder, without prompting for anything; returns its standard output.
 *
 * @throws GitError when it fails or takes too long, or there is no Git
 */
export async function git(
  folder: string,
  args: readonly string[],
  { settings = [], limit = localLimit, signal }: GitOptions = {},
): Promise<string> {
  const child = spawn('git', args, {
    cwd: folder,
    env: environment([...always, ...settings]),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that it can be stopped with all it has started, and no terminal to prompt on.
    detached: true,
  })
  let stoppedFor: string | undefined
  const stop = (reason: string) => {
    stoppedFor = reason
    endGroup(child.pid)
  }
  const late = setTimeout(stop, limit, `Git took longer than ${limit / 1000} seconds and was stopped`)
  const leave = () => stop('The server stops')
  signal?.addEventListener('abort', leave)
  try {
    const [code, output, said] = await Promise.all([
      new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
      text(child.stdout),
      beginningOf(child.stderr),
    ])
    if (stoppedFor !== undefined) throw new GitError(stoppedFor)
    if (code !== 0) throw new GitError(`git ${args[0]} failed`, { said })
    return output
  } catch (error) {
    if (error instanceof GitError) throw error
    throw new GitError(`Git cannot be started: ${errorText(error)}`, { isMissing: true })
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', leave)
  }
}

async function beginningOf(stream: Readable): Promise<string> {
  let said = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) if (said.length < maxSaid) said += chunk
  return said.slice(0, maxSaid)
}

function environment(settings: readonly GitSetting[]): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ofAnotherRepository.includes(name))
  const before = Number(process.env.GIT_CONFIG_COUNT ?? 0)
  // Passed as variables, not as arguments, because a setting's name may contain any character, even an equals sign.
  const own = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, name],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ])
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(own),
    GIT_CONFIG_COUNT: String(before + settings.length),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    // Addresses that are commands (`ext::`) are only for people who type them.
    GIT_ALLOW_PROTOCOL: process.env.GIT_ALLOW_PROTOCOL ?? 'file:git:http:https:ssh',
    LC_ALL: 'C',
  } as NodeJS.ProcessEnv
}

function endGroup(pid: number | undefined) {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // ESRCH: it has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
