import { parseHTML } from 'linkedom'
import { expect, test } from 'playwright/test'
import { everyPage, leadStory } from './pages.ts'
import { demoUrl, rawRequest } from './site.ts'

// Where pages lead, as a browser without script finds it.
test.use({ javaScriptEnabled: false })

test('every link of every kind of page leads to a page', async () => {
  const paths = new Set<string>()
  for (const { path } of everyPage) {
    const { document } = parseHTML((await rawRequest(demoUrl, path)).body)
    for (const link of document.querySelectorAll('a[href^="/"]')) paths.add(link.getAttribute('href') ?? '')
  }
  const broken: string[] = []
  for (const path of paths) {
    const { status } = await rawRequest(demoUrl, path)
    if (status !== 200) broken.push(`${status} ${path}`)
  }
  expect(paths.size).toBeGreaterThan(150)
  expect(broken).toEqual([])
})

test('the language chooser says which languages have the page and which only a front page', async ({
  page,
}) => {
  await page.goto('/en/politics/2025-05-05/housing-bill')
  const header = page.getByRole('banner')
  await header.getByText('Choose your language').click()
  const same = header.getByRole('list', { name: 'This page in' })
  await expect(same.getByRole('link')).toHaveText(['English'])
  const fronts = header.getByRole('list', { name: 'Front page in' })
  await expect(fronts.getByRole('link')).toHaveCount(7)
  await expect(fronts.getByRole('link', { name: 'العربية' })).toHaveAttribute('href', '/ar')

  await page.goto(leadStory('en'))
  // More than six: one control opens them, and nobody has to tab through them.
  await expect(same).toBeHidden()
  await header.getByText('Choose your language').click()
  await expect(same.getByRole('link')).toHaveCount(8)
  await expect(same.getByRole('link', { name: 'العربية' })).toHaveAttribute('href', leadStory('ar'))
  await expect(same.locator('[aria-current=page]')).toHaveText('English')
})
