import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary.ts'
import { BadEnvironment } from './environment.ts'
import { formSecret, formSecretFile, keyFor, storedFormSecret } from './form-secret.ts'

const newStateDir = () => join(temporaryFolder(), 'state')

/** What the operator is told. */
function complaint(stateDir: string): string | undefined {
  try {
    formSecret({ stateDir })
    return undefined
  } catch (error) {
    if (error instanceof BadEnvironment) return error.message
    throw error
  }
}

describe('the secret', () => {
  it('is made once, readable only by the operator, and stays the same', () => {
    const stateDir = newStateDir()
    expect(storedFormSecret({ stateDir })).toBeUndefined()
    expect(existsSync(stateDir)).toBe(false)
    const secret = formSecret({ stateDir })
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(formSecretFile({ stateDir })).mode & 0o777).toBe(0o600)
    expect(readdirSync(stateDir)).toEqual(['form-secret'])
    expect(formSecret({ stateDir })).toBe(secret)
    expect(storedFormSecret({ stateDir })).toBe(secret)
    expect(formSecret({ stateDir: newStateDir() })).not.toBe(secret)
  })

  it('is FORM_SECRET if that is set, and nothing is stored', () => {
    const stateDir = newStateDir()
    expect(formSecret({ stateDir, formSecret: 'x'.repeat(32) })).toBe('x'.repeat(32))
    expect(existsSync(stateDir)).toBe(false)
  })

  it('is the same for all processes that are the first to need it', async () => {
    const stateDir = newStateDir()
    const script = `import { formSecret } from './lib/runtime/form-secret.ts'
      process.stdin.once('data', () => {
        console.log(formSecret({ stateDir: ${JSON.stringify(stateDir)} }))
        process.exit(0)
      })
      console.error('ready')`
    const processes = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const child = spawn(process.execPath, ['--input-type=module', '--eval', script])
        await once(child.stderr, 'data')
        return child
      }),
    )
    // All have loaded, and start together now.
    const said = processes.map(({ stdout }) => text(stdout))
    for (const { stdin } of processes) stdin.write('go\n')
    const secrets = new Set((await Promise.all(said)).map((line) => line.trim()))
    expect([...secrets]).toEqual([readFileSync(formSecretFile({ stateDir }), 'utf8').trim()])
    expect(readdirSync(stateDir)).toEqual(['form-secret'])
  })
})

describe('an unusable secret is reported in one line', () => {
  it.each([
    ['', 'empty'],
    ['\n', 'empty'],
    ['short\n', 'damaged'],
    ['\0'.repeat(64), 'damaged'],
    [`${'a'.repeat(40)} ${'b'.repeat(40)}`, 'damaged'],
    ['سر'.repeat(32), 'damaged'],
    ['秘密'.repeat(32), 'damaged'],
  ])('%j', (content, what) => {
    const stateDir = temporaryFolder()
    const file = formSecretFile({ stateDir })
    writeFileSync(file, content)
    expect(complaint(stateDir)).toBe(
      `${file} is ${what}. Bring it back from a backup, set FORM_SECRET, or delete the file: a new one is made then, and what was signed before is no longer known.`,
    )
    // It is left for the operator to mend.
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  it('a folder where the file should be', () => {
    const stateDir = temporaryFolder()
    mkdirSync(formSecretFile({ stateDir }))
    expect(complaint(stateDir)).toMatch(
      /^Cannot read \/.*\/form-secret \(EISDIR\)\. .* or set FORM_SECRET\.$/,
    )
  })

  it('a STATE_DIR that is a file, or lies in one', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(complaint(file)).toMatch(/^Cannot keep a secret in .* \((?:EEXIST|ENOTDIR)\)\. /)
    expect(complaint(join(file, 'state'))).toMatch(/^Cannot keep a secret in .* \(ENOTDIR\)\. /)
  })

  it('a link that leads nowhere', () => {
    const stateDir = temporaryFolder()
    const file = formSecretFile({ stateDir })
    symlinkSync(join(stateDir, 'nowhere'), file)
    expect(complaint(stateDir)).toBe(`${file} leads nowhere. Delete it, or set FORM_SECRET.`)
    expect(readdirSync(stateDir)).toEqual(['form-secret'])
  })
})

it('every purpose has a key of its own', () => {
  const purposes = ['receipt of a choice', 'form of a report', '', 'إيصال', '收据']
  const keys = purposes.map((purpose) => keyFor('a secret', purpose).toString('hex'))
  expect(new Set(keys).size).toBe(purposes.length)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(keyFor('a secret', 'x')).toEqual(keyFor('a secret', 'x'))
  expect(keyFor('another', 'x')).not.toEqual(keyFor('a secret', 'x'))
})
