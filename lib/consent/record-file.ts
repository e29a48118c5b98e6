import { closeSync, createReadStream, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ConsentRecord, isRecordOf, recordLine } from './record.ts'

/** The records' file: lines of JSON, which is only appended to. */
export function recordFile({ stateDir }: { stateDir: string }): string {
  return join(/* turbopackIgnore: true */ stateDir, 'consent.jsonl')
}

/**
 * Adds records to a file. Each is one write to the file's end, so that processes can share it; after a write that
 * failed half-way, the next record starts a new line.
 *
 * @returns a function that resolves when the record is in the file, and rejects when it cannot be written
 */
export function recordsIn(file: string): (record: ConsentRecord) => Promise<void> {
  let torn: boolean | undefined
  return async (record) => {
    const line = recordLine(record)
    try {
      mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
      torn ??= endsTorn(file)
      const whole = torn ? `\n${line}` : line
      torn = false
      await appendFile(file, whole, { mode: 0o600 })
    } catch (error) {
      torn = true
      throw error
    }
  }
}

/** Whether the file ends in the middle of a line. */
function endsTorn(file: string): boolean {
  if (!existsSync(file)) return false
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const last = Buffer.alloc(1)
    return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== '\n'
  } finally {
    closeSync(descriptor)
  }
}

/** The record with a receipt, as the line in the file. */
export async function findRecord(file: string, receipt: string): Promise<string | undefined> {
  if (!existsSync(file)) return undefined
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) if (isRecordOf(line, receipt)) return line
  return undefined
}
