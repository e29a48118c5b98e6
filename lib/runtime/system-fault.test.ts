import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { systemError } from '../testing/read-here.ts'
import { faultReason, isSystemFault, SystemFault } from './system-fault.ts'

/** What a function throws. */
function thrown(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

describe('a system fault', () => {
  it.each(['EMFILE', 'ENFILE', 'EIO', 'ENOSPC', 'ENOMEM', 'ESTALE', 'ETIMEDOUT', 'EDQUOT', 'EAGAIN'])(
    'is %s',
    (code) => expect(isSystemFault(systemError(code, 'words'))).toBe(true),
  )

  it.each(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'])('is not %s', (code) =>
    expect(isSystemFault(systemError(code, 'words'))).toBe(false),
  )

  it.each([
    ['a missing file', () => readFileSync(join(tmpdir(), 'nowhere', 'at all'))],
    ['an argument Node refuses', () => readFileSync('a\0b')],
    ['what SQLite says', () => new DatabaseSync('/nowhere/at all.sqlite')],
    ['a text that is no UTF-8', () => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from([0xff]))],
    ['anything else', () => 'EIO'],
  ])('is not %s', (_, act) => expect(isSystemFault(thrown(act))).toBe(false))

  it('is one that another process met', () =>
    expect(isSystemFault(new SystemFault('EIO: i/o error'))).toBe(true))

  it('has a reason without the path it was met at', () =>
    expect(faultReason(systemError('EMFILE', 'too many open files'))).toBe('EMFILE: too many open files'))
})
