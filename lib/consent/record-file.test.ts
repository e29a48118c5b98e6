import { appendFileSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary.ts'
import { newReceipt } from './receipt.ts'
import type { ConsentRecord } from './record.ts'
import { findRecord, recordFile, recordsIn } from './record-file.ts'

const key = Buffer.from('any')
const record = (): ConsentRecord => ({
  time: '2026-05-16T10:00:00.000Z',
  version: 1,
  categories: ['statistics'],
  receipt: newReceipt(key),
})
const newFile = () => recordFile({ stateDir: join(temporaryFolder(), 'state') })
const records = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ConsentRecord)

describe('the records of choices', () => {
  it('hold time, version, categories and receipt, one line each, readable only by the operator', async () => {
    const file = newFile()
    const made = record()
    await recordsIn(file)({ ...made, ip: '192.0.2.1' } as ConsentRecord)
    expect(records(file)).toEqual([made])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('are complete after 2,000 written together by two writers', async () => {
    const file = newFile()
    const writers = [recordsIn(file), recordsIn(file)]
    const made = Array.from({ length: 2000 }, record)
    await Promise.all(made.map((one, at) => writers[at % 2]?.(one)))
    const kept = records(file).map(({ receipt }) => receipt)
    expect(kept.sort()).toEqual(made.map(({ receipt }) => receipt).sort())
  })

  it('are added to what is there, also after a torn line', async () => {
    const file = newFile()
    const [first, second] = [record(), record()]
    await recordsIn(file)(first)
    appendFileSync(file, '{"time":"2026')
    await recordsIn(file)(second)
    expect(await findRecord(file, first.receipt)).toBe(JSON.stringify(first))
    expect(await findRecord(file, second.receipt)).toBe(JSON.stringify(second))
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4)
  })

  it('fail when they cannot be written, and succeed again when they can', async () => {
    const file = newFile()
    mkdirSync(file, { recursive: true })
    const append = recordsIn(file)
    await expect(append(record())).rejects.toThrow()
    rmdirSync(file)
    const made = record()
    await append(made)
    expect(records(file)).toEqual([made])
  })

  it('can be found only by their receipt', async () => {
    const file = newFile()
    const made = record()
    expect(await findRecord(file, made.receipt)).toBeUndefined()
    await recordsIn(file)(made)
    writeFileSync(file, `{"receipt":1,"x":"${made.receipt}"}\nnull\n"${made.receipt}"\n广告 إعلان\n`, {
      flag: 'a',
    })
    expect(await findRecord(file, made.receipt)).toBe(JSON.stringify(made))
    expect(await findRecord(file, '')).toBeUndefined()
  })
})
