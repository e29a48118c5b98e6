import { expect, test } from 'playwright/test'
import { everyPage, languages, leadStory } from './pages.ts'

// What every page must have, whatever it shows; read as a browser without script reads it.
test.use({ javaScriptEnabled: false })

for (const { title, path, status, lang, dir } of everyPage) {
  test(`every page: ${title}`, async ({ page }) => {
    const foreign: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== 'localhost') foreign.push(request.url())
    })
    const response = await page.goto(path)
    expect(response?.status()).toBe(status)
    expect(response?.headers()['content-type']).toBe('text/html; charset=utf-8')
    expect(response?.headers()['x-powered-by']).toBeUndefined()

    const html = page.locator('html')
    await expect(html).toHaveAttribute('lang', lang)
    await expect(html).toHaveAttribute('dir', dir)
    await expect(page.locator('h1')).toHaveCount(1)
    await expect(page.locator('h1')).toHaveText(/\S/)
    await expect(page).toHaveTitle(/\S – \S|\S(?:: |：|\s?:\s)\S/)
    await expect(page.locator('head > title')).toHaveCount(1)
    await expect(page.locator('head > meta[name=description]')).toHaveCount(status === 200 ? 1 : 0)

    await expect(page.locator('body a').first()).toHaveAttribute('href', '#page.content')
    await expect(page.locator('main[id="page.content"]')).toHaveCount(1)
    await expect(page.locator('header').first().getByRole('navigation').nth(1).getByRole('link')).toHaveCount(
      6,
    )

    const footer = page.getByRole('contentinfo')
    const licence = footer.getByText('互联网新闻信息许可证10120180008')
    await expect(licence).toHaveAttribute('lang', 'zh-Hans')
    await expect(footer.getByRole('link', { name: '010-85061466' })).toHaveAttribute(
      'href',
      'tel:+861085061466',
    )
    for (const name of ['about', 'privacy', 'terms', 'cookies', 'corrections']) {
      await expect(footer.locator(`a[href="/${lang}/${name}"]`).first()).toHaveText(/\S/)
    }

    for (const place of [page.getByRole('banner'), footer]) {
      for (const [tag, name] of Object.entries(languages)) {
        const link = place.getByRole('link', { name, exact: true })
        await expect(link).toHaveAttribute('lang', tag)
        await expect(link).toHaveAttribute('hreflang', tag)
        await expect(link).toHaveAttribute('href', new RegExp(`^/${tag}(/|$)`))
      }
    }

    const source = (await response?.text()) ?? ''
    expect(source).not.toMatch(/\bon(?:click|load|error)=|javascript:/i)
    expect(source).not.toMatch(/node_modules|\/articles\/[^"]*\.md|at \w+ \(/)
    expect(foreign).toEqual([])
  })
}

test('every link of every kind of page leads to a page', async ({ page, request }) => {
  test.setTimeout(180_000)
  const paths = new Set<string>()
  for (const { path } of everyPage) {
    await page.goto(path)
    const links = page.locator('a[href^="/"]')
    for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '')))
      paths.add(href)
  }
  const broken: string[] = []
  for (const path of paths) {
    const response = await request.get(path, { maxRedirects: 0 })
    if (response.status() !== 200) broken.push(`${response.status()} ${path}`)
  }
  expect(paths.size).toBeGreaterThan(150)
  expect(broken).toEqual([])
})

test('the language chooser says which languages have the page and which only a front page', async ({
  page,
}) => {
  await page.goto('/en/politics/2025-05-05/housing-bill')
  const header = page.getByRole('banner')
  const same = header.getByRole('list', { name: 'This page in' })
  await expect(same.getByRole('link')).toHaveText(['English'])
  const fronts = header.getByRole('list', { name: 'Front page in' })
  await expect(fronts.getByRole('link')).toHaveCount(7)
  await expect(fronts.getByRole('link', { name: 'العربية' })).toHaveAttribute('href', '/ar')

  await page.goto(leadStory('en'))
  await expect(same.getByRole('link')).toHaveCount(8)
  await expect(same.getByRole('link', { name: 'العربية' })).toHaveAttribute('href', leadStory('ar'))
  await expect(same.locator('[aria-current=page]')).toHaveText('English')
})
