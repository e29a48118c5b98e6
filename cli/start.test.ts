import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../lib/testing/command.ts'
import { testNewsroom } from '../lib/testing/newsroom.ts'

it.each([
  ['PORT', 'abc', 'a port between 1 and 65535'],
  ['SITE_URL', 'news.example/x', 'the public origin, such as https://news.example, without a path'],
])('npm start refuses %s=%s before it does anything', (name, value, advice) => {
  const { directory } = testNewsroom()
  const dataDir = join(directory, '.data')
  expect(runCommand('start', [], { CONTENT_DIR: directory, DATA_DIR: dataDir, [name]: value })).toEqual({
    status: 1,
    stdout: [],
    stderr: [`${name} is "${value}". Set it to ${advice}, or leave it out.`],
  })
  expect(existsSync(dataDir)).toBe(false)
})
