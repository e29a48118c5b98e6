import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { lockIndex } from '../lib/index/index-lock.ts'
import { runCommand } from '../lib/testing/command.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'

it.concurrent.each([
  ['PORT', 'abc', 'a port between 1 and 65535'],
  ['SITE_URL', 'news.example/x', 'the public origin, such as https://news.example, without a path'],
])('npm start refuses %s=%s before it does anything', async (name, value, advice) => {
  const { directory } = testNewsroom()
  const dataDir = join(directory, '.data')
  expect(await runCommand('start', [], { CONTENT_DIR: directory, DATA_DIR: dataDir, [name]: value })).toEqual(
    {
      status: 1,
      stdout: [],
      stderr: [`${name} is "${value}". Set it to ${advice}, or leave it out.`],
    },
  )
  expect(existsSync(dataDir)).toBe(false)
})

describe.concurrent('npm start says in one line that DATA_DIR', () => {
  const { directory } = testNewsroom()
  const isRoot = process.getuid?.() === 0

  it('belongs to another server', async () => {
    const dataDir = temporaryFolder()
    const file = join(dataDir, 'index.sqlite')
    lockIndex(file)
    const taken = { CONTENT_DIR: directory, DATA_DIR: dataDir, PORT: '65535' }
    expect(await runCommand('start', [], taken)).toEqual({
      status: 1,
      stdout: [],
      stderr: [`${file} is in use by another server. Stop that one, or set DATA_DIR to another folder.`],
    })
  })

  it('is a file', async () => {
    const dataDir = join(temporaryFolder(), 'données')
    writeFileSync(dataDir, '')
    expect(await runCommand('start', [], { CONTENT_DIR: directory, DATA_DIR: dataDir })).toEqual({
      status: 1,
      stdout: [],
      stderr: [`${dataDir}: A folder is expected there. Set CONTENT_DIR or DATA_DIR to one.`],
    })
    const below = join(dataDir, 'index')
    expect((await runCommand('start', [], { CONTENT_DIR: directory, DATA_DIR: below })).stderr).toEqual([
      `${below}: A folder is expected there. Set CONTENT_DIR or DATA_DIR to one.`,
    ])
  })

  it('holds something else in the place of the index', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'index.sqlite'))
    const { status, stderr } = await runCommand('start', [], { CONTENT_DIR: directory, DATA_DIR: dataDir })
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: [
        `${join(dataDir, 'index.sqlite')}: It cannot be opened. Give this user access to it and to its folder.`,
      ],
    })
  })

  it('cannot be written to', () => {
    const dataDir = temporaryFolder()
    chmodSync(dataDir, 0o555)
    // To root, everything is permitted.
    const nobody = isRoot ? { uid: 65534, gid: 65534 } : {}
    const { status, stderr } = spawnSync(process.execPath, ['cli/start.ts'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NODE_ENV: 'test', CONTENT_DIR: 'content', DATA_DIR: dataDir },
      ...nobody,
    })
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `${join(dataDir, 'index.sqlite.lock')}: It cannot be opened. Give this user access to it and to its folder.\n`,
    })
  })

  it('is full', async ({ skip, onTestFinished }) => {
    const dataDir = temporaryFolder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dataDir])
    skip(mounted.status !== 0, 'a small disk can only be mounted by root, where mounting is allowed')
    onTestFinished(() => void spawnSync('umount', [dataDir]))
    const { status, stderr } = await runCommand('start', [], { CONTENT_DIR: directory, DATA_DIR: dataDir })
    expect(status).toBe(1)
    expect(stderr.filter((line) => !line.startsWith('Indexing'))).toEqual([
      `${join(dataDir, 'index.sqlite')}: The disk is full. Free some space, or set DATA_DIR to another disk.`,
    ])
  })
})

it.concurrent('npm start that is told to stop while it indexes ends, and what it began ends with it', {
  timeout: 60_000,
}, async () => {
  const { directory } = testNewsroom(
    Object.fromEntries(
      Array.from({ length: 800 }, (_, number) => [
        `articles/2025/05/1${number % 9}/خبر-${number}.ar.md`,
        storyText(),
      ]),
    ),
  )
  const dataDir = temporaryFolder()
  const child = spawn(process.execPath, ['cli/start.ts'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', CONTENT_DIR: directory, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.includes('Indexing')) child.kill('SIGTERM')
  })
  expect(await ended).toEqual([0, null])
  expect(said).not.toContain('800 of 800')
  // One that went on would hold the lock of the index until it is done.
  const db = new DatabaseSync(join(dataDir, 'index.sqlite'), { timeout: 0 })
  db.exec('BEGIN IMMEDIATE')
  expect(db.prepare("SELECT value FROM settings WHERE name = 'newsroom'").get()).toBeUndefined()
  db.close()
})
