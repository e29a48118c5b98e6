/**
 * System errors that concern the requested file: it does not exist, or the server may not read it. Whoever owns the file
 * can mend that. All others (EMFILE, EIO, ENOSPC, ESTALE, …) concern the machine, and pass.
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

/** A system fault that another thread or process met; the message is its reason. */
export class SystemFault extends Error {}

/** Whether an error is a fault of the system, so that the same file may be readable next time. */
export function isSystemFault(error: unknown): error is Error {
  if (error instanceof SystemFault) return true
  if (!(error instanceof Error && 'code' in error)) return false
  // Node's own codes contain an underscore; these are errno names.
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) && !ofTheFile.has(error.code)
}

/** `EMFILE: too many open files`, without the system call and the path. */
export function faultReason({ message }: Error): string {
  return message.split(',')[0] ?? message
}
