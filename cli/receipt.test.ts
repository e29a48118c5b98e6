import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newReceipt, receiptPurpose } from '../lib/consent/receipt.ts'
import { recordLine } from '../lib/consent/record.ts'
import { keyFor } from '../lib/runtime/form-secret.ts'
import { runCommand } from '../lib/testing/command.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'

const record = {
  time: '2026-05-16T10:00:00.000Z',
  version: 2,
  categories: ['statistics'],
  receipt: 'k7qx-29fm-4tnd-8wze-0hpr',
}
/** As they were before receipts were signed. */
const old = { ...record, receipt: 'm8ry-3agn-5vpe-9x0f' }
const stateDir = temporaryFolder()
writeFileSync(join(stateDir, 'consent.jsonl'), `{"time":"torn\n\n${recordLine(old)}${recordLine(record)}`)

function receipt(...args: string[]) {
  return runCommand('receipt', args, { STATE_DIR: stateDir })
}

describe.concurrent('npm run receipt', () => {
  it.each([
    ['k7qx-29fm-4tnd-8wze-0hpr', record],
    ['K7QX29FM4TND8WZE0HPR', record],
    [' k7qx 29fm 4tnd 8wze ohpr ', record],
    ['m8ry-3agn-5vpe-9x0f', old],
    ['M8RY3AGN5VPE9XOF', old],
  ])('finds the record of %j', async (text, expected) => {
    const { status, stdout, stderr } = await receipt(text)
    expect(stdout.map((line) => JSON.parse(line))).toEqual([expected])
    expect(stderr).toEqual([])
    expect(status).toBe(0)
  })

  it.each(['', 'k7qx', '收据', 'إيصال', 'k7qx-29fm-4tnd-8wze-0hpu', '../../etc/passwd'])(
    'says that %j is none',
    async (text) => {
      const { status, stdout, stderr } = await receipt(text)
      expect(stdout).toEqual([])
      expect(stderr).toEqual([
        `${JSON.stringify(text)} is not a receipt. It has 20 letters and digits, as in k7qx-29fm-4tnd-8wze-0hpr; an old one has 16.`,
      ])
      expect(status).toBe(1)
    },
  )

  const secret = 'the same on all replicas, and long'

  it('says that nothing was found, in a file or without one, and whether it can be elsewhere', async () => {
    for (const folder of [stateDir, join(stateDir, 'nowhere')])
      for (const [unknown, why] of [
        [
          newReceipt(keyFor(secret, receiptPurpose)),
          'but it was given out by this newsroom. Look on the other servers, or in their logs.',
        ],
        [
          '0000-0000-0000-0000-0000',
          'and it was not signed with this FORM_SECRET. Look on the other servers, or in their logs; if it is in none, it was made up.',
        ],
      ] as const) {
        const { status, stderr } = await runCommand('receipt', [unknown], {
          STATE_DIR: folder,
          FORM_SECRET: secret,
        })
        expect(stderr).toEqual([`There is no ${unknown} in ${join(folder, 'consent.jsonl')}, ${why}`])
        expect(status).toBe(1)
      }
    // Looking makes nothing.
    expect(readdirSync(stateDir)).toEqual(['consent.jsonl'])
  })

  it.each([[[]], [['a', 'b']]])('explains itself when called with %j', async (args) => {
    const { status, stderr } = await receipt(...args)
    expect(stderr).toEqual(['Use: npm run receipt -- RECEIPT, such as k7qx-29fm-4tnd-8wze-0hpr.'])
    expect(status).toBe(1)
  })
})
