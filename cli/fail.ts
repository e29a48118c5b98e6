import { textLine } from '../lib/content/problem.ts'
import { NoNewsroom } from '../lib/content/sync-index.ts'
import { BadEnvironment } from '../lib/environment.ts'
import { BadMessages } from '../lib/i18n/messages.ts'

/** Ends the command with one line for each thing that is wrong. */
export function fail(...lines: string[]): never {
  for (const line of lines) console.error(line)
  process.exit(1)
}

/** Runs a command; what its user can mend is told in a line, anything else is our bug and keeps its trace. */
export async function command(body: () => void | Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    if (error instanceof BadEnvironment) fail(error.message)
    if (error instanceof BadMessages) fail(...error.lines)
    if (error instanceof NoNewsroom) fail(...error.problems.map(textLine))
    const advice = systemAdvice(error)
    if (advice) fail(advice)
    throw error
  }
}

const advices: Readonly<Record<string, string>> = {
  ENOENT: 'It is not there. Create it, or set CONTENT_DIR or DATA_DIR to another place.',
  EACCES: 'Permission was denied. Give this user access to it.',
  EROFS: 'It is on a read-only file system. Set DATA_DIR to a folder that can be written to.',
  ENOSPC: 'The disk is full. Free some space, or set DATA_DIR to another disk.',
  ENOTDIR: 'A folder is expected there. Set CONTENT_DIR or DATA_DIR to one.',
}

const listenAdvices: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Something else listens there. Stop it, or set PORT to another one.',
  EADDRNOTAVAIL: 'This machine does not have that address. Set HOST to one it has, or leave it out.',
  EACCES: 'This user may not listen there. Set PORT to one above 1023.',
  ENOTFOUND: 'Nobody knows that name. Set HOST to an address of this machine, or leave it out.',
}

function systemAdvice(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && ('port' in error || 'hostname' in error)) {
    const { address, hostname, port } = error as { address?: string; hostname?: string; port?: number }
    const advice = listenAdvices[String(error.code)]
    return (
      advice &&
      `Cannot listen on ${address ?? hostname ?? 'any address'}${port === undefined ? '' : `, port ${port}`}: ${advice}`
    )
  }
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined
  const advice = advices[String(error.code)]
  return advice && `${String(error.path)}: ${advice}`
}
