import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordLine } from '../lib/consent/record.ts'
import { runCommand } from '../lib/testing/command.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'

const record = {
  time: '2026-05-16T10:00:00.000Z',
  version: 2,
  categories: ['statistics'],
  receipt: 'k7qx-29fm-4tnd-8wze',
}
const stateDir = temporaryFolder()
writeFileSync(join(stateDir, 'consent.jsonl'), `{"time":"torn\n\n${recordLine(record)}`)

function receipt(...args: string[]) {
  return runCommand('receipt', args, { STATE_DIR: stateDir })
}

describe('npm run receipt', () => {
  it.each(['k7qx-29fm-4tnd-8wze', 'K7QX29FM4TND8WZE', ' k7qx 29fm 4tnd 8wze '])(
    'finds the record of %j',
    (text) => {
      const { status, stdout, stderr } = receipt(text)
      expect(stdout.map((line) => JSON.parse(line))).toEqual([record])
      expect(stderr).toEqual([])
      expect(status).toBe(0)
    },
  )

  it.each(['', 'k7qx', '收据', 'إيصال', 'k7qx-29fm-4tnd-8wzeu', '../../etc/passwd'])(
    'says that %j is none',
    (text) => {
      const { status, stdout, stderr } = receipt(text)
      expect(stdout).toEqual([])
      expect(stderr).toEqual([
        `${JSON.stringify(text)} is not a receipt. It has 16 letters and digits, as in k7qx-29fm-4tnd-8wze.`,
      ])
      expect(status).toBe(1)
    },
  )

  it('says that nothing was found, in a file or without one', () => {
    const unknown = '0000-0000-0000-0000'
    for (const folder of [stateDir, join(stateDir, 'nowhere')]) {
      const { status, stderr } = runCommand('receipt', [unknown], { STATE_DIR: folder })
      expect(stderr).toEqual([
        `There is no ${unknown} in ${join(folder, 'consent.jsonl')}. Look on the other servers, or in their logs.`,
      ])
      expect(status).toBe(1)
    }
  })

  it.each([[[]], [['a', 'b']]])('explains itself when called with %j', (args) => {
    const { status, stderr } = receipt(...args)
    expect(stderr).toEqual(['Use: npm run receipt -- RECEIPT, such as k7qx-29fm-4tnd-8wze.'])
    expect(status).toBe(1)
  })
})
