import { BadMessages } from '../lib/i18n/messages.ts'
import { NoNewsroom } from '../lib/index/begin-pass.ts'
import { IndexInUse } from '../lib/index/index-lock.ts'
import { textLine } from '../lib/newsroom/problem.ts'
import { BadEnvironment } from '../lib/runtime/environment.ts'

/** Ends the command with one line per problem. */
export function fail(...lines: string[]): never {
  for (const line of lines) console.error(line)
  process.exit(1)
}

/** Runs a command. Errors its user can mend are printed in one line; any other is our bug and keeps its stack trace. */
export async function command(body: () => void | Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    if (error instanceof BadEnvironment || error instanceof IndexInUse) fail(error.message)
    if (error instanceof BadMessages) fail(...error.lines)
    if (error instanceof NoNewsroom) fail(...error.problems.map(textLine))
    const advice = systemAdvice(error)
    if (advice) fail(advice)
    throw error
  }
}

const folderExpected = 'A folder is expected there. Set CONTENT_DIR or DATA_DIR to one.'
const diskFull = 'The disk is full. Free some space, or set DATA_DIR to another disk.'

const advices: Readonly<Record<string, string>> = {
  ENOENT: 'It is not there. Create it, or set CONTENT_DIR or DATA_DIR to another place.',
  EACCES: 'Permission was denied. Give this user access to it.',
  EPERM: 'Permission was denied. Give this user access to it.',
  EROFS: 'It is on a read-only file system. Set DATA_DIR to a folder that can be written to.',
  ENOSPC: diskFull,
  EDQUOT: 'This user may not store any more. Free some space, or set DATA_DIR to another disk.',
  ENOTDIR: folderExpected,
  EEXIST: folderExpected,
  EIO: 'The disk fails. Look at it, or set DATA_DIR to another one.',
}

/** SQLite's errors, by the lowest byte of the code (https://www.sqlite.org/rescode.html). */
const databaseAdvices: Readonly<Record<number, string>> = {
  5: 'Another process writes to it. Try again when that has ended.',
  8: 'It cannot be written to. Give this user access to it and to its folder.',
  10: 'The disk fails. Look at it, or set DATA_DIR to another one.',
  13: diskFull,
  14: 'It cannot be opened. Give this user access to it and to its folder.',
  26: 'It is not what is expected there. Remove it.',
}

const listenAdvices: Readonly<Record<string, (variable: string) => string>> = {
  EADDRINUSE: (variable) => `Something else listens there. Stop it, or set ${variable} to another one.`,
  EADDRNOTAVAIL: () => 'This machine does not have that address. Set HOST to one it has, or leave it out.',
  EACCES: (variable) => `This user may not listen there. Set ${variable} to one above 1023.`,
  ENOTFOUND: () => 'Nobody knows that name. Set HOST to an address of this machine, or leave it out.',
}

/** The fields in which Node describes a system error. */
type SystemError = Error & {
  code: unknown
  path?: unknown
  errcode?: unknown
  address?: string
  hostname?: string
  port?: number
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error
}

function systemAdvice(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined
  const { code, path, errcode } = error
  if ('port' in error || 'hostname' in error) return listenAdvice(error)
  if (path === undefined) return undefined
  const advice = errcode === undefined ? advices[String(code)] : databaseAdvices[Number(errcode) & 0xff]
  return advice && `${String(path)}: ${advice}`
}

function listenAdvice({ code, address, hostname, port }: SystemError): string | undefined {
  if (address?.startsWith('/'))
    return `Cannot listen on ${address}: set TMPDIR to a folder with a shorter name that this user may write to.`
  const variable = String(port) === process.env.OPERATIONS_PORT ? 'OPERATIONS_PORT' : 'PORT'
  const advice = listenAdvices[String(code)]?.(variable)
  const where = `${address ?? hostname ?? 'any address'}${port === undefined ? '' : `, port ${port}`}`
  return advice && `Cannot listen on ${where}: ${advice}`
}
