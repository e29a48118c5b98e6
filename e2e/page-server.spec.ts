import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { expect, test } from 'playwright/test'
import { nextCommand } from '../cli/next-command.ts'
import { clientModules } from '../lib/serve/page-cache/client-modules.ts'
import { createPageServer } from '../lib/serve/page-cache/page-server.ts'
import { createUpstream } from '../lib/serve/page-cache/upstream.ts'
import { securityHeaders } from '../lib/serve/security-headers.ts'
import { answering, freePort } from './site.ts'

// The page server in front of another Next site than ours, as anyone could put it there.
const site = 'e2e/fixtures/client-app'
let next: ChildProcess
let server: Server
let url: string

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(120_000)
  const built = spawnSync(process.execPath, [nextCommand, 'build', site], { encoding: 'utf8' })
  expect(built.status, built.stderr).toBe(0)
  const port = await freePort()
  next = spawn(process.execPath, [nextCommand, 'start', site, '--port', String(port)], { stdio: 'ignore' })
  await answering(`http://localhost:${port}/`)
  const pages = createPageServer({
    name: 'test',
    upstream: createUpstream(async () => ({ host: '127.0.0.1', port }), `http://localhost:${port}`, 10_000),
    ownModules: clientModules(`${site}/.next`),
    headersFor: (html) => securityHeaders(false, html),
    cacheControl: (seconds) => `public, max-age=0, s-maxage=${seconds}`,
    failurePage: '<h1>Failed</h1>',
    maxBytes: 1024 * 1024,
    warn: () => {},
  })
  server = createServer(pages.handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
})

test.afterAll(async () => {
  server.closeAllConnections()
  server.close()
  next.kill('SIGTERM')
  await once(next, 'exit')
})

test('a page that uses a client component works in a browser, under the policy', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  for (const visit of ['made', 'from memory']) {
    const response = await page.goto(`${url}/counter`)
    expect(response?.headers()['content-security-policy'], visit).toMatch(/script-src 'self' 'sha256-/)
    expect(response?.headers()['content-security-policy']).not.toContain('unsafe')
    await page.getByRole('button').click()
    await page.getByRole('button').click()
    await expect(page.getByRole('button')).toHaveText('Pressed 2')
  }
  expect(complaints).toEqual([])
})

test('a page of the same site that uses none has no script', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  const response = await page.goto(`${url}/`)
  await expect(page.locator('h1')).toHaveText('Nothing to run')
  await expect(page.locator('script')).toHaveCount(0)
  expect(response?.headers()['content-security-policy']).toContain("script-src 'none'")
  expect(requests.filter((path) => path.startsWith('/_next'))).toEqual([])
})

test('Next’s router gets its own answers, never a stored page', async ({ request }) => {
  await request.get(`${url}/counter`)
  const flight = await request.get(`${url}/counter`, { headers: { rsc: '1' } })
  expect(flight.headers()['content-type']).toContain('text/x-component')
  const page = await request.get(`${url}/counter`)
  expect(page.headers()['content-type']).toContain('text/html')
  expect(page.headers()['cache-status']).toBe('test; hit')
})
