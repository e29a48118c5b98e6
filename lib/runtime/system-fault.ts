/**
 * What a system says of a file that was asked for: it is not there, or not for the server to read. Whoever looks after
 * the file mends that. Whatever else it says (EMFILE, EIO, ENOSPC, ESTALE, …) is of the machine, and passes.
 */
const ofTheFile: ReadonlySet<string> = new Set([
  'EACCES',
  'EILSEQ',
  'EINVAL',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
])

/** A fault of the system that somebody else met; the message is its reason. */
export class SystemFault extends Error {}

/** Whether an error is the system's own, and the same file may be read the next time. */
export function isSystemFault(error: unknown): error is Error {
  if (error instanceof SystemFault) return true
  if (!(error instanceof Error && 'code' in error)) return false
  // Node's own codes have an underscore; these are the names of errno.
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) && !ofTheFile.has(error.code)
}

/** `EMFILE: too many open files`, without what was called and with which path. */
export function faultReason({ message }: Error): string {
  return message.split(',')[0] ?? message
}
