import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { logLines } from '../../testing/log-lines.ts'
import { temporaryFolder } from '../../testing/temporary.ts'
import { listenPrivately } from './private-listener.ts'

function ask(socketPath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ socketPath, path: '/', agent: new Agent() }, (answer: IncomingMessage) =>
      text(answer).then(resolve, reject),
    ).on('error', reject)
  })
}

async function start(note = join(temporaryFolder(), 'socket')) {
  const { log, events } = logLines()
  const paths: string[] = []
  const answer: RequestListener = (_, response) => response.end('answered')
  const listener = await listenPrivately(answer, {}, note, log, (path) => paths.push(path))
  const socketPath = () => paths.at(-1) ?? ''
  onTestFinished(() => listener.close(100))
  return { note, listener, events, paths, socketPath, folder: () => dirname(socketPath()) }
}

it('listens where nobody else can enter, and leaves nothing behind', async () => {
  const { note, listener, socketPath, folder } = await start()
  expect(await ask(socketPath())).toBe('answered')
  expect(statSync(folder()).mode & 0o777).toBe(0o700)
  const other = await start()
  expect(other.folder()).not.toBe(folder())
  await listener.close(100)
  expect(existsSync(folder())).toBe(false)
  expect(existsSync(note)).toBe(false)
})

it('removes what a server left that was killed', async () => {
  const note = join(temporaryFolder(), 'socket')
  const left = join(tmpdir(), `dateline-next-left-${process.pid}`)
  mkdirSync(left)
  writeFileSync(join(left, 'next.sock'), '')
  writeFileSync(note, left)
  const { folder } = await start(note)
  expect(existsSync(left)).toBe(false)
  expect(folder()).not.toBe(left)
})

it('removes nothing else, whatever the note says', async () => {
  const mine = temporaryFolder()
  mkdirSync(join(mine, 'dateline-next-mine'))
  writeFileSync(join(mine, 'dateline-next-mine/a'), 'kept')
  for (const path of [mine, join(mine, 'dateline-next-mine'), join(mine, 'nowhere'), 'x\0y', '']) {
    const note = join(temporaryFolder(), 'socket')
    writeFileSync(note, path)
    await start(note)
  }
  expect(readdirSync(join(mine, 'dateline-next-mine'))).toEqual(['a'])
})

it.each([
  ['its socket', (path: string) => rmSync(path)],
  ['its folder', (path: string) => rmSync(dirname(path), { recursive: true })],
])('listens elsewhere when %s was tidied away', async (_, tidy) => {
  const { paths, socketPath, events } = await start()
  const before = socketPath()
  tidy(before)
  await vi.waitFor(() => expect(paths).toHaveLength(2), { timeout: 10_000 })
  expect(socketPath()).not.toBe(before)
  expect(await ask(socketPath())).toBe('answered')
  expect(events()).toEqual(['socket made anew'])
})
