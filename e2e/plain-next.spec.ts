import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'playwright/test'
import { nextCommand } from '../cli/next-command.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { leadStory } from './pages.ts'
import { answering, freePort, rawRequest } from './site.ts'

// Without the page server in front: Next's own production server over what is built, and its development server.
const servers = {
  'next start': (port: number) => ({
    args: [nextCommand, 'start', '--port', String(port), '--hostname', '127.0.0.1'],
    env: { NODE_ENV: 'production', DATA_DIR: '.tmp/e2e/demo' },
  }),
  'npm run dev': (port: number) => ({
    args: ['cli/dev.ts'],
    env: { PORT: String(port), DATA_DIR: temporaryFolder() },
  }),
} as const

// One after the other: the development server takes both processors.
test.describe.configure({ mode: 'default' })

for (const [name, command] of Object.entries(servers)) {
  test(`pictures are served under ${name}`, async () => {
    test.setTimeout(180_000)
    const port = await freePort()
    const { args, env } = command(port)
    const server = spawn(process.execPath, args, {
      env: { ...process.env, ...env } as NodeJS.ProcessEnv,
      stdio: 'ignore',
    })
    try {
      const url = `http://127.0.0.1:${port}`
      await answering(`${url}/favicon.svg`)
      for (const lang of ['en', 'ar', 'zh-Hans']) {
        const html = (await rawRequest(url, leadStory(lang))).body
        const [path = ''] = /\/media\/[0-9a-f]{16}\/800\.avif/.exec(html) ?? []
        const { status, headers, bytes } = await rawRequest(url, path)
        expect(bytes).toBeGreaterThan(1000)
        expect(status, `${path} (${lang})`).toBe(200)
        expect(headers['content-type']).toBe('image/avif')
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
        expect(headers['x-content-type-options']).toBe('nosniff')
        const again = await rawRequest(url, path, { 'if-none-match': headers.etag ?? '' })
        expect([again.status, again.bytes]).toEqual([304, 0])
        expect((await rawRequest(url, path.replace('800.avif', '801.avif'))).status).toBe(404)
      }
    } finally {
      const ended = once(server as ChildProcess, 'exit')
      server.kill('SIGTERM')
      await ended
    }
  })
}
