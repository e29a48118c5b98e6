import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'playwright/test'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { testPng } from '../lib/testing/pictures.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { expectServedPicture } from './served-picture.ts'
import { freePort } from './site.ts'

let server: ChildProcess

test.afterEach(async () => {
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
})

test('npm run dev shows drafts and embargoed stories as such, and what was saved since', async ({ page }) => {
  test.setTimeout(180_000)
  const newsroom = testNewsroom({
    'articles/2025/05/16/draft.en.md': storyText({ title: 'A draft', status: 'draft' }),
    'articles/2025/05/16/embargoed.en.md': storyText({
      title: 'For later',
      date: '2199-01-01T10:00:00+02:00',
    }),
    'articles/2025/05/16/quay.png': testPng(1200, 800),
    'articles/2025/05/16/رصيف.ar.md': storyText({ image: '{ src: quay.png, alt: رصيف }' }),
  })
  const port = await freePort()
  const dataDir = temporaryFolder()
  server = spawn(process.execPath, ['cli/dev.ts'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      CONTENT_DIR: newsroom.directory,
      DATA_DIR: dataDir,
      STATE_DIR: dataDir,
    },
  })
  await expect
    .poll(
      () =>
        page.goto(`http://localhost:${port}/en`).then(
          (response) => response?.status(),
          () => 0,
        ),
      { timeout: 120_000 },
    )
    .toBe(200)
  await expect(page.getByText('Draft: not published')).toBeVisible()
  await expectServedPicture(`http://127.0.0.1:${port}`, encodeURI('/ar/world/2025-05-16/رصيف'))
  const unknown = await page.request.get(`http://localhost:${port}/en/no-such-page`)
  expect(unknown.status()).toBe(404)
  await expect(page.getByRole('region', { name: 'Cookies' })).toBeVisible()
  await expect(page.getByText(/Embargoed until 1 January 2199/)).toBeVisible()
  await page.getByRole('button', { name: 'Refuse all' }).click()
  await expect(page.getByRole('region', { name: 'Cookies' })).toBeHidden()
  await page.getByRole('link', { name: 'A draft' }).click()
  await expect(page.locator('h1')).toHaveText('A draft')
  await expect(page.locator('article header').getByText('Draft: not published')).toBeVisible()
  // Whoever lets a crawler into a preview does not get it into an index.
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex')
  await expect(page.locator('link[rel=canonical], link[rel=alternate], script[type$="ld+json"]')).toHaveCount(
    0,
  )

  // The page shows it by itself, as soon as the development server has made it.
  const patient = expect.configure({ timeout: 20_000 })
  newsroom.write('articles/2025/05/16/draft.en.md', storyText({ title: 'A better draft', status: 'draft' }))
  await patient(page.locator('h1')).toHaveText('A better draft')

  // A mistake is told on the page, and the last good version stays.
  newsroom.write('articles/2025/05/16/draft.en.md', storyText({ title: 'A better draft', section: 'wrold' }))
  await patient(page.getByRole('status')).toContainText('draft.en.md:4:10: `section` names no section')
  await patient(page.locator('h1')).toHaveText('A better draft')
  newsroom.write('articles/2025/05/16/draft.en.md', storyText({ title: 'The best draft', status: 'draft' }))
  await patient(page.locator('h1')).toHaveText('The best draft')
  await patient(page.getByRole('status')).toBeHidden()
})
