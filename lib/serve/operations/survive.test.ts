import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const program = `
  import { surviveErrors } from './lib/serve/operations/survive.ts'
  // As Next has done by then.
  process.on('uncaughtException', () => console.log('said in text'))
  const seen = []
  surviveErrors((level, event, fields) => console.log(JSON.stringify({ level, event, ...fields })), (kind) => seen.push(kind))
  setTimeout(() => { throw new Error('失败\\n{"level":"info"}') })
  setTimeout(() => void Promise.reject(new TypeError('late')), 5)
  setTimeout(() => void Promise.reject('no error at all'), 10)
  setTimeout(() => console.log(JSON.stringify(seen)), 50)
`

it('goes on after errors that nobody caught, and says each once', () => {
  const args = ['--input-type=module-typescript', '-e', program]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(lines.slice(0, 3)).toMatchObject([
    {
      level: 'error',
      event: 'uncaught',
      kind: 'uncaughtException',
      reason: '失败\n{"level":"info"}',
      stack: expect.stringContaining('at '),
    },
    { level: 'error', event: 'uncaught', kind: 'unhandledRejection', reason: 'late' },
    { level: 'error', event: 'uncaught', kind: 'unhandledRejection', reason: 'no error at all' },
  ])
  expect(lines[3]).toEqual(['uncaughtException', 'unhandledRejection', 'unhandledRejection'])
})
