import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { page, startTestSite, type TestSite } from '../../testing/page-server.ts'

/** More than there are connections to Next for pages. */
const many = 300

async function dawdle(site: TestSite, lines: string) {
  for (let number = 0; number < many; number += 1) {
    const socket = connect(site.port, '127.0.0.1').on('error', () => {})
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    socket.pause()
    socket.write(lines)
  }
  await vi.waitFor(() => expect(site.arrived()).toBe(many), { timeout: 10_000 })
}

it.each([
  ['send their body slowly', 'POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\na=1'],
  ['take a file slowly', 'GET /media/a.mp4 HTTP/1.1\r\nHost: x\r\n\r\n'],
])('pages are made while many clients %s', async (_, lines) => {
  const site = await startTestSite({ timeout: 30_000 })
  site.answers.set('/media/a.mp4', (response) => {
    response.writeHead(200, { 'content-type': 'video/mp4' }).write('a beginning without an end')
  })
  await dawdle(site, lines)
  for (const path of ['/en', '/ar', '/zh-Hans']) {
    site.answers.set(path, page(path))
    expect(await site.get(path)).toMatchObject({ status: 200, text: path })
  }
})
