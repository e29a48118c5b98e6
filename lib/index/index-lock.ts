import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another process serves from the index; the message is one line for the operator. */
export class IndexInUse extends Error {}

const busy = 5

/** A lock lasts as long as its connection, and only this list keeps the connections alive. */
const held: DatabaseSync[] = []

/**
 * Locks an index for this process until it ends, however it ends: the operating system releases the lock. The lock is an
 * empty database beside the index, because the index itself must be open to many readers, and may be replaced.
 *
 * @throws IndexInUse when another process has the lock
 */
export function lockIndex(file: string) {
  mkdirSync(dirname(file), { recursive: true })
  const path = `${file}.lock`
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(path)
    // Nothing is ever written, so there is nothing to keep on disk and nothing that could be damaged.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    held.push(lock)
  } catch (error) {
    lock?.close()
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy)
      throw new IndexInUse(
        `${file} is in use by another server. Stop that one, or set DATA_DIR to another folder.`,
      )
    throw error instanceof Error ? Object.assign(error, { path }) : error
  }
}
