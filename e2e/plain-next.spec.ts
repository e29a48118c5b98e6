import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'playwright/test'
import { nextCommand } from '../cli/next-command.ts'
import { leadStory } from './pages.ts'
import { expectServedPicture } from './served-picture.ts'
import { answering, freePort } from './site.ts'

// Without the page server in front; the development server's turn is in preview.spec.ts, for there can be only one.
test('pictures are served under plain next start', async () => {
  const port = await freePort()
  const args = [nextCommand, 'start', '--port', String(port), '--hostname', '127.0.0.1']
  const server = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: '.tmp/e2e/demo' },
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  try {
    const url = `http://127.0.0.1:${port}`
    await answering(`${url}/favicon.svg`)
    for (const lang of ['en', 'ar', 'zh-Hans']) await expectServedPicture(url, leadStory(lang))
  } finally {
    server.kill('SIGTERM')
    await ended
  }
})
