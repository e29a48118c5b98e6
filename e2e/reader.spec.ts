import { expect, test } from 'playwright/test'
import { leadStory } from './pages.ts'

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with script ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('an Arabic reader opens the lead story and changes to Chinese', async ({ browser }) => {
      const context = await browser.newContext({ locale: 'ar-EG', javaScriptEnabled })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto('/')
      await expect(page).toHaveURL(/\/ar$/)
      const lead = page.locator('main h2').first()
      await expect(lead).toHaveText(/روسيا/)
      await lead.getByRole('link').click()
      await expect(page).toHaveURL(new RegExp(`${leadStory('ar')}$`))
      await expect(page.locator('h1')).toHaveText(/روسيا وأوكرانيا/)
      await expect(page.locator('main article p').nth(3)).toHaveText(/\S/)
      await page.getByRole('banner').getByText('اختر لغتك').click()
      await page.getByRole('banner').getByRole('link', { name: '简体中文' }).click()
      await expect(page).toHaveURL(new RegExp(`${leadStory('zh-Hans')}$`))
      await expect(page.locator('h1')).toHaveText(/俄/)
      expect(complaints).toEqual([])
      await context.close()
    })

    test('a reader finds older stories by section, topic, author and day', async ({ page }) => {
      await page.goto('/en')
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Politics' }).click()
      await expect(page.locator('h1')).toHaveText('Politics')
      await page.getByRole('link', { name: 'Government chooses a bridge for the Halm crossing' }).click()
      await page.getByRole('link', { name: 'The Halm crossing', exact: true }).click()
      await expect(page.locator('h1')).toHaveText('The Halm crossing')
      await page
        .getByRole('link', { name: 'Tuesday 13 May 2025' })
        .or(page.getByRole('link', { name: /13 May 2025/ }))
        .first()
        .click()
      await expect(page).toHaveURL(/\/en\/archive\/2025\/05\/13$/)
      await page.getByRole('link', { name: /^Earlier:/ }).click()
      await expect(page).toHaveURL(/\/en\/archive\/2025\/05\/12$/)
      await page.getByRole('link', { name: 'May 2025', exact: true }).click()
      await expect(page.locator('main li')).not.toHaveCount(0)
    })

    test('the keyboard reaches the content first', async ({ page }) => {
      await page.goto('/en')
      await page.keyboard.press('Tab')
      const skip = page.getByRole('link', { name: 'Skip to content' })
      await expect(skip).toBeFocused()
      await expect(skip).toBeInViewport()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await expect(page.locator('main a').first()).toBeFocused()
    })
  })
}

test('the front page is a hierarchy in which no story stands twice', async ({ page }) => {
  await page.goto('/en')
  const headlines = await page.locator('main article a').allTextContents()
  expect(headlines.length).toBeGreaterThan(25)
  expect(new Set(headlines).size).toBe(headlines.length)
  expect(headlines[0]).toMatch(/Russia and Ukraine/)
  await expect(page.locator('main section h2')).toHaveText([
    'Latest',
    'World',
    'Opinion and analysis',
    'Politics',
    'Business',
    'Science',
    'In depth',
    'Culture',
    'Sport',
  ])
})
