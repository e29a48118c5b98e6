import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { errorText } from '../runtime/error-text.ts'

/** What Git was asked to do and could not. */
export class GitError extends Error {
  /** All that Git said, in English; may hold passwords of addresses, and lines of another machine. */
  readonly said: string
  /** Whether there is no Git to ask. */
  readonly isMissing: boolean

  constructor(message: string, { said = '', isMissing = false } = {}) {
    super(message)
    this.said = said
    this.isMissing = isMissing
  }
}

/** A setting that counts for one command, before all files: its name and its value. */
export type GitSetting = readonly [name: string, value: string]

export type GitOptions = {
  /** What counts for this command alone. */
  settings?: readonly GitSetting[]
  /** How long it may take, milliseconds; then it is stopped, with all the programs it has started. */
  limit?: number
  /** Stops it before. */
  signal?: AbortSignal
}

/** How long a command may take that asks nobody else, milliseconds. */
const localLimit = 60_000
/** Most to keep of what it says when something is wrong, characters: another machine may have written that. */
const maxSaid = 64 * 1024

/** Set where the server is started by a hook of some repository; they would lead Git there. */
const ofAnotherRepository = [
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_WORK_TREE',
]

/** What the repository asks to be run at every command, and what comes with a repository within it. */
const always: readonly GitSetting[] = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
]

/**
 * Runs Git in a folder, without a question to anybody; gives what it said on its standard output.
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
    // A process group of its own, so that it can be stopped with what it has started; and no terminal to ask at.
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
  // By variables and not by arguments: the name of a setting may hold any character, an equals sign among them.
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
    // Addresses that are commands (`ext::`) are for people who type them.
    GIT_ALLOW_PROTOCOL: process.env.GIT_ALLOW_PROTOCOL ?? 'file:git:http:https:ssh',
    LC_ALL: 'C',
  } as NodeJS.ProcessEnv
}

function endGroup(pid: number | undefined) {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
