import { expect, test } from 'playwright/test'
import { languages, leadStory } from './pages.ts'
import { demoUrl } from './site.ts'

test.use({ javaScriptEnabled: false })

// Words of each edition that prove its story and interface are in its own language.
const editions: Record<string, { dateline: string; published: RegExp; agencies: RegExp }> = {
  en: {
    dateline: 'ISTANBUL',
    published: /Published 16 May 2025.*14:05/,
    agencies: /With input from Reuters/,
  },
  'zh-Hans': { dateline: '伊斯坦布尔', published: /2025年5月16日.*14:05/, agencies: /Reuters/ },
  es: { dateline: 'ESTAMBUL', published: /16 de mayo de 2025.*14:05/, agencies: /Reuters/ },
  fr: { dateline: 'ISTANBUL', published: /16 mai 2025.*14:05/, agencies: /Reuters/ },
  ar: { dateline: 'إسطنبول', published: /16 مايو 2025.*02:05/, agencies: /Reuters/ },
  ru: { dateline: 'СТАМБУЛ', published: /16 мая 2025.*14:05/, agencies: /Reuters/ },
  de: { dateline: 'ISTANBUL', published: /16\. Mai 2025.*14:05/, agencies: /Reuters/ },
  sw: { dateline: 'ISTANBUL', published: /16 Mei 2025.*14:05/, agencies: /Reuters/ },
}

for (const [lang, { dateline, published, agencies }] of Object.entries(editions)) {
  test(`the lead story in ${lang}`, async ({ page }) => {
    await page.goto(leadStory(lang))
    const article = page.locator('main article').first()
    await expect(article.getByRole('link').first()).toHaveAttribute('href', `/${lang}/world`)
    await expect(article.locator('h1 + p')).toHaveText(/\S{2}/)

    const times = article.locator('header time')
    await expect(times.nth(0)).toHaveAttribute('datetime', '2025-05-16T14:05:00+03:00')
    await expect(times.nth(1)).toHaveAttribute('datetime', '2025-05-16T16:40:00+03:00')
    await expect(article.locator('header')).toHaveText(published)

    const picture = article.locator('figure').first()
    await expect(picture.locator('img')).toHaveAttribute('alt', /\S{3}/)
    await expect(picture.locator('figcaption')).toHaveText(/\S/)
    await expect(article.locator('.dateline')).toHaveText(dateline)
    await expect(article.locator('.agency')).toHaveText(agencies)

    const topics = article.locator(`a[href="/${lang}/topics/istanbul-talks"]`)
    await expect(topics).toHaveCount(1)
    const others = Object.keys(languages).filter((other) => other !== lang)
    for (const other of others) {
      await expect(article.locator(`a[hreflang="${other}"]`)).toHaveAttribute('href', leadStory(other))
    }
    const url = encodeURIComponent(`${demoUrl}${leadStory(lang)}`)
    for (const start of [
      'mailto:?',
      'https://wa.me/?',
      'https://t.me/share/url?',
      'https://www.facebook.com/sharer/',
    ]) {
      await expect(article.locator(`a[href^="${start}"]`)).toHaveAttribute(
        'href',
        new RegExp(url.replaceAll('.', '\\.')),
      )
    }
    await expect(page.getByRole('complementary').getByRole('heading', { level: 3 })).not.toHaveCount(0)
  })
}

test('corrections and an update are shown with their times', async ({ page }) => {
  await page.goto('/en/world/2025-05-06/quota-deal')
  await page.getByRole('link', { name: 'Correction', exact: true }).click()
  await expect(page).toHaveURL(/#page\.corrections$/)
  const note = page.getByRole('region', { name: 'Correction' })
  await expect(note).toHaveText(/14,200/)
  await expect(note.locator('time')).toHaveAttribute('datetime', /^2025-05-\d\dT\d\d:\d\d:\d\d\+03:00$/)
  await expect(page.locator('article header')).toHaveText(/Updated 6 May 2025/)
})

test('what AI was used for is said', async ({ page }) => {
  await page.goto('/en/science/2025-05-10/reef-survey')
  await expect(page.getByRole('region', { name: 'How AI was used' })).toHaveText(/table/)
})

test('tables, footnotes and headings can be used', async ({ page }) => {
  await page.goto('/en/politics/2025-04-25/halm-crossing-explained')
  await expect(page.getByRole('region', { name: 'Table' }).getByRole('row')).not.toHaveCount(0)
  const reference = page.locator('sup a').first()
  const note = (await reference.getAttribute('href')) ?? ''
  const noted = page.locator(`[id="${note.slice(1)}"]`)
  await expect(noted).toHaveText(/\S/)
  await expect(noted.getByRole('link', { name: /Back to the text from note 1/ })).toHaveCount(1)
  const heading = page.locator('main h2[id]').first()
  await expect(heading.locator('xpath=..').getByRole('link')).toHaveAttribute(
    'href',
    `#${await heading.getAttribute('id')}`,
  )
})

test('a link between stories leads to the story', async ({ page }) => {
  await page.goto('/en/politics/2025-05-13/bridge-chosen')
  const link = page.locator('main article p a[href^="/en/"]').first()
  const href = (await link.getAttribute('href')) ?? ''
  await link.click()
  await expect(page).toHaveURL(new RegExp(`${href}$`))
  await expect(page.locator('h1')).toHaveText(/\S/)
})

test('Chinese lines are joined without spaces', async ({ page }) => {
  await page.goto('/zh-Hans/science/2025-05-16/seven-islands-map')
  // The first one begins with its dateline, which is set apart by a space.
  const text = (await page.locator('main article p').allTextContents()).filter(
    (words) => !words.startsWith('安塞尔港\u3000'),
  )
  expect(text.join('\n').length).toBeGreaterThan(1500)
  expect(text.filter((paragraph) => /\p{Script=Han}\s+\p{Script=Han}/u.test(paragraph))).toEqual([])
  expect(text.filter((paragraph) => paragraph.includes('**'))).toEqual([])
})
