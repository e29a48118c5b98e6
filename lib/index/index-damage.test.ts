import { expect, it } from 'vitest'
import { isDamage, OtherVersion } from './index-damage.ts'

function sqliteError(errcode: number, message = 'it failed'): Error {
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode })
}

it.each([
  ['CORRUPT', 11, true],
  ['CORRUPT_VTAB', 267, true],
  ['CORRUPT_SEQUENCE', 523, true],
  ['CORRUPT_INDEX', 779, true],
  ['NOTADB', 26, true],
  ['IOERR', 10, true],
  ['IOERR_READ', 266, true],
  ['IOERR_SHORT_READ', 522, true],
  ['READONLY_DBMOVED', 1032, true],
  ['IOERR_WRITE', 778, false],
  ['IOERR_NOMEM', 3082, false],
  ['IOERR_SHMSIZE', 4874, false],
  ['BUSY', 5, false],
  ['READONLY', 8, false],
  ['FULL', 13, false],
  ['CANTOPEN', 14, false],
  ['CONSTRAINT_UNIQUE', 2067, false],
])('%s (%i) is damage: %s', (_, errcode, expected) => {
  expect(isDamage(sqliteError(errcode))).toBe(expected)
})

it.each([
  [sqliteError(1, 'no such table: stories'), true],
  [sqliteError(1, 'no such column: held'), true],
  [sqliteError(1, 'near "SELEC": syntax error'), false],
  [new OtherVersion(), true],
  [new Error('no such table: stories'), false],
  ['no such table', false],
])('%s is damage: %s', (error, expected) => {
  expect(isDamage(error)).toBe(expected)
})
