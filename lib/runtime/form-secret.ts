import { hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { BadEnvironment, type Environment, shortestFormSecret } from './environment.ts'

type Where = Pick<Environment, 'formSecret' | 'stateDir'>

/** Where it is stored when FORM_SECRET is not set. */
export function formSecretFile({ stateDir }: Pick<Environment, 'stateDir'>): string {
  return join(/* turbopackIgnore: true */ stateDir, 'form-secret')
}

/**
 * The secret the site signs with: FORM_SECRET, or else one that is made once and stored in STATE_DIR. Even if several
 * processes need it at the same moment, one makes it, and none reads it half written.
 *
 * @throws BadEnvironment when the stored one is damaged, or none can be stored
 */
export function formSecret(where: Where): string {
  const known = storedFormSecret(where)
  if (known !== undefined) return known
  const file = formSecretFile(where)
  keepNewSecret(file)
  const kept = storedFormSecret(where)
  if (kept === undefined) throw new BadEnvironment(`${file} leads nowhere. Delete it, or set FORM_SECRET.`)
  return kept
}

/**
 * The secret if there is one; none is made.
 *
 * @throws BadEnvironment when the stored one is damaged or may not be read
 */
export function storedFormSecret(where: Where): string | undefined {
  if (where.formSecret !== undefined) return where.formSecret
  const file = formSecretFile(where)
  if (!existsSync(file)) return undefined
  const text = advised(`Cannot read ${file}`, () => readFileSync(file, 'utf8')).trim()
  if (/^[\x21-\x7e]+$/.test(text) && text.length >= shortestFormSecret) return text
  throw new BadEnvironment(
    `${file} is ${text === '' ? 'empty' : 'damaged'}. Bring it back from a backup, set FORM_SECRET, or delete the file: a new one is made then, and what was signed before is no longer known.`,
  )
}

/**
 * A key for a single purpose (HKDF, RFC 5869): what is signed for one purpose reveals nothing about another's key.
 *
 * @param purpose a fixed name from the code, such as `receipt of a choice`
 * @returns 32 bytes
 */
export function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `dateline ${purpose}`, 32))
}

/** Written completely under another name, then linked to its own, so that a second process finds the first one's. */
function keepNewSecret(file: string) {
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  advised(`Cannot keep a secret in ${file}`, () => {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    try {
      const descriptor = openSync(/* turbopackIgnore: true */ draft, 'wx', 0o600)
      try {
        writeFileSync(descriptor, `${randomBytes(32).toString('hex')}\n`)
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      linkSync(draft, file)
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  })
}

/** Does something with the file; system errors become one line for the operator. */
function advised<Result>(what: string, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new BadEnvironment(
      `${what} (${error.code}). Give this user a STATE_DIR with room to write to, or set FORM_SECRET.`,
    )
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}
