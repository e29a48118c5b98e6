import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, type Locator, type Page, test } from 'playwright/test'
import type english from '../messages/en.json'
import { leadStory, sampleLanguages } from './pages.ts'

const run = promisify(execFile)

/** The interface's words about cookies in a language. */
function words(lang: string): typeof english.consent {
  return JSON.parse(readFileSync(`messages/${lang}.json`, 'utf8')).consent
}

/** Shown by a stylesheet: the words are no text of the page. */
const gpcNotice = (part: Locator) => part.locator('[data-consent^=gpc]')

const shownWords = (notice: Locator) =>
  notice.evaluate((element) => getComputedStyle(element, '::before').content.slice(1, -1))

const banner = (page: Page) => page.locator('[id="page.consent"]')

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with script ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    for (const { lang } of sampleLanguages) {
      const t = words(lang)
      const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

      test(`a reader refuses, is not asked again, allows one thing and withdraws it: ${lang}`, async ({
        page,
        context,
      }) => {
        await page.goto(leadStory(lang))
        const region = page.getByRole('region', { name: t.title })
        await expect(region).toBeVisible()
        for (const name of ['privacy', 'terms', 'cookies'])
          await expect(region.locator(`a[href="/${lang}/${name}"]`)).toHaveText(/\S/)
        await expect(region).toContainText(t.change)
        expect(await context.cookies()).toEqual([])

        // Refusing is as easy as accepting.
        const looks = await Promise.all(
          [t.accept, t.refuse, t.settings].map(async (name) => {
            const { y, width, height } = (await button(page, name).boundingBox()) ?? {}
            const style = await button(page, name).evaluate((element) => {
              const { color, backgroundColor, borderColor, fontSize, fontWeight } = getComputedStyle(element)
              return [color, backgroundColor, borderColor, fontSize, fontWeight]
            })
            return [y, Math.round(width ?? 0), height, ...style].join()
          }),
        )
        expect(new Set(looks).size).toBe(1)

        await button(page, t.refuse).click()
        await expect(page).toHaveURL(new RegExp(`${leadStory(lang)}$`))
        await expect(banner(page)).toBeHidden()
        const [cookie, ...others] = await context.cookies()
        expect(cookie).toMatchObject({
          name: 'consent',
          value: '1.none',
          sameSite: 'Lax',
          httpOnly: true,
          path: '/',
        })
        const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400
        expect(days).toBeGreaterThan(180)
        expect(days).toBeLessThan(184)
        expect(others).toEqual([])
        await page.goto(`/${lang}`)
        await expect(banner(page)).toBeHidden()

        await page.getByRole('contentinfo').locator(`a[href="/${lang}/cookies"]`).click()
        await expect(page.getByText(t.chosen)).toBeVisible()
        await expect(page.getByText(t.unasked)).toBeHidden()
        await expect(page.getByText(t.notAllowed, { exact: true })).toHaveCount(2)
        await page.locator('input[value=statistics] ~ button[value=allow]').click()
        const receipt = page.locator('main bdi')
        await expect(receipt).toHaveText(/^(?:[0-9a-z]{4}-){4}[0-9a-z]{4}$/)
        expect((await context.cookies()).map(({ value }) => value)).toEqual(['1.statistics'])
        const { stdout } = await run(
          process.execPath,
          ['cli/receipt.ts', (await receipt.textContent()) ?? ''],
          {
            env: { ...process.env, STATE_DIR: '.tmp/e2e/state' },
          },
        )
        expect(JSON.parse(stdout)).toEqual({
          time: expect.stringMatching(/^\d{4}-/),
          version: 1,
          categories: ['statistics'],
          receipt: await receipt.textContent(),
        })

        await page.locator(`main a[href="/${lang}/cookies"]`).click()
        await expect(page.locator('[data-consent=on-statistics]')).toBeVisible()
        await expect(page.locator('[data-consent=off-statistics]')).toBeHidden()
        await page.locator('input[value=statistics] ~ button[value=withdraw]').click()
        await page.locator(`main a[href="/${lang}/cookies"]`).click()
        await expect(page.locator('[data-consent=off-statistics]')).toBeVisible()
        expect((await context.cookies()).map(({ value }) => value)).toEqual(['1.none'])
      })

      test(`settings open beside the question, close by Escape, and save what was ticked: ${lang}`, async ({
        page,
        context,
      }) => {
        await page.goto(`/${lang}`)
        await button(page, t.settings).click()
        const settings = page.getByRole('dialog', { name: t.settings })
        await expect(settings).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(settings).toBeHidden()
        await expect(button(page, t.settings)).toBeFocused()
        expect(await context.cookies()).toEqual([])
        await page.keyboard.press('Enter')
        await expect(settings.getByRole('checkbox', { checked: true })).toHaveCount(0)
        await settings.getByRole('checkbox').last().check()
        await button(page, t.save).click()
        await expect(page).toHaveURL(new RegExp(`/${lang}$`))
        await expect(banner(page)).toBeHidden()
        expect((await context.cookies()).map(({ value }) => value)).toEqual(['1.embeds'])
      })

      test(`Global Privacy Control is a refusal until the reader says otherwise: ${lang}`, async ({
        page,
        context,
      }) => {
        await context.setExtraHTTPHeaders({ 'sec-gpc': '1' })
        await page.goto(leadStory(lang))
        await expect(gpcNotice(page.getByRole('contentinfo'))).toBeVisible()
        expect(await shownWords(gpcNotice(page.getByRole('contentinfo')))).toBe(t.gpc)
        await expect(banner(page)).toBeHidden()
        expect(await context.cookies()).toEqual([])
        await page.goto(`/${lang}/cookies`)
        await expect(gpcNotice(page.locator('main'))).toBeVisible()
        await expect(page.locator('[data-consent=off-embeds]')).toBeVisible()
        await page.locator('button[value=accept]').first().click()
        await page.locator(`main a[href="/${lang}/cookies"]`).click()
        await expect(page.locator('[data-consent=on-embeds]')).toBeVisible()
        await expect(gpcNotice(page.locator('main'))).toBeHidden()
        await expect(gpcNotice(page.getByRole('contentinfo'))).toBeHidden()
      })
    }
  })
}

for (const { lang } of sampleLanguages) {
  for (const [width, height] of [
    [320, 640],
    [1280, 800],
  ] as const) {
    test(`what has the focus is never under the banner: ${lang}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height })
      await page.goto(leadStory(lang))
      await expect(banner(page)).toBeVisible()
      const links = await page.locator('a:visible, button:visible').count()
      const hidden: string[] = []
      const seen = new Set<string>()
      for (const key of ['Tab', 'Shift+Tab'])
        for (let presses = 0; presses < links + 1; presses += 1) {
          await page.keyboard.press(key)
          const { name, inBanner, covered } = await page.evaluate(() => {
            const focused = document.activeElement
            const own = document.getElementById('page.consent')
            if (!focused || !own || focused === document.body)
              return { name: '', inBanner: false, covered: false }
            const { top, bottom } = focused.getBoundingClientRect()
            const inside = own.contains(focused)
            const limit = inside ? innerHeight : own.getBoundingClientRect().top
            return {
              name: `${[...document.querySelectorAll('*')].indexOf(focused)} ${focused.outerHTML.slice(0, 100)}`,
              inBanner: inside,
              covered: bottom > limit + 1 || top < -1,
            }
          })
          if (covered) hidden.push(`${key} ${name}`)
          seen.add(inBanner ? `banner ${name}` : name)
        }
      expect(hidden).toEqual([])
      // No trap: the keyboard gets through everything, the banner included.
      expect([...seen].filter((name) => name.startsWith('banner')).length).toBe(6)
      expect(seen.size).toBeGreaterThan(links - 3)
    })
  }
}

test('the second link of a page leads to the question, while there is one', async ({ page }) => {
  await page.goto('/en/politics')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Cookie choices' })).toBeFocused()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => scrollY)).toBe(0)
  for (let link = 0; link < 4; link += 1) await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Accept all' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(banner(page)).toBeHidden()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Cookie choices' })).toBeHidden()
})

test('the banner is kept out of print, and has edges without colours', async ({ page }) => {
  await page.goto('/en')
  await page.emulateMedia({ media: 'print' })
  await expect(banner(page)).toBeHidden()
  await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
  await expect(banner(page)).toBeVisible()
  const border = await page
    .getByRole('button', { name: 'Refuse all' })
    .evaluate((button) => getComputedStyle(button).borderTopWidth)
  expect(border).toBe('2px')
})
