import { expect, type Page, test } from 'playwright/test'
import { leadStory } from './pages.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test(`what has the focus is seen to have it (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(leadStory('ar'))
    const rings: string[] = []
    for (const place of [
      'header summary',
      'main h1 ~ div a, main p a',
      'footer a',
      '[data-consent=banner] button',
    ]) {
      const element = page.locator(place).first()
      await page.keyboard.press('Tab')
      await element.focus()
      rings.push(...(await element.evaluate(ringOf)))
    }
    expect(rings).toHaveLength(4)
    for (const ring of rings) expect(Number(ring.split(' ')[0]), ring).toBeGreaterThanOrEqual(3)
  })

/** The contrast of an element's focus ring with what is behind it (WCAG 2.2, 1.4.11), and which element that is. */
function ringOf(element: Element): string[] {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const value = Number(part) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(element)
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return ['0 no ring']
  let behind: Element | null = element.parentElement
  while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
    behind = behind.parentElement
  const ground = behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)'
  const [dark = 0, bright = 0] = [luminance(outlineColor), luminance(ground)].sort((a, b) => a - b)
  return [`${(bright + 0.05) / (dark + 0.05)} ${outlineColor} on ${ground}: ${element.textContent}`]
}

for (const width of [768, 1024, 1440])
  test(`a line of a story holds 45 to 75 characters, in a window ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(leadStory('en'))
    const perLine = await page.locator('main article div > p').evaluateAll((paragraphs) =>
      paragraphs.flatMap((paragraph) => {
        const range = document.createRange()
        range.selectNodeContents(paragraph)
        const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8)))
        return tops.size > 2 ? [(paragraph.textContent ?? '').length / tops.size] : []
      }),
    )
    expect(perLine.length).toBeGreaterThan(3)
    // Last lines are short, so the mean lies below the longest line; both have to fit.
    expect(Math.max(...perLine)).toBeLessThanOrEqual(75)
    expect(Math.max(...perLine)).toBeGreaterThanOrEqual(45)
  })

/** Where an element stands in the window; both edges are whole pixels. */
async function edges(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`Nothing at ${selector}`)
  return { start: Math.round(box.x), end: Math.round(box.x + box.width) }
}

for (const [lang, near] of [
  ['en', 'start'],
  ['ar', 'end'],
] as const)
  test(`head, text and pictures stand on one axis (${lang})`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(leadStory(lang))
    const text = await edges(page, 'main article div > p')
    const head = await edges(page, 'h1')
    const picture = await edges(page, 'main article > figure img')
    expect(head[near]).toBe(text[near])
    const middle = ({ start, end }: typeof text) => (start + end) / 2
    const window = await page.evaluate(() => document.documentElement.clientWidth)
    for (const box of [text, picture]) expect(Math.abs(middle(box) - window / 2)).toBeLessThanOrEqual(1)
    expect(picture.end - picture.start).toBeGreaterThan(text.end - text.start + 200)
    // The language chooser stands at the far end, whichever side that is.
    const control = await edges(page, 'header summary')
    expect(middle(control) > window / 2).toBe(near === 'start')
  })

for (const { width, height, line } of [
  { width: 1024, height: 768, line: 560 },
  { width: 1280, height: 720, line: 560 },
  { width: 390, height: 844, line: 480 },
])
  for (const lang of ['en', 'de', 'ru', 'ar', 'zh-Hans'])
    test(`the whole lead headline is on the first screen: ${lang}, ${width}×${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height })
      await page.goto(`/${lang}`)
      const headline = await page.locator('main h2').first().boundingBox()
      expect((headline?.y ?? 999) + (headline?.height ?? 0)).toBeLessThanOrEqual(line)
    })

for (const path of ['/en', leadStory('en'), '/ar', leadStory('de')])
  test(`a phone's header leaves room for the page: ${path}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(path)
    const header = await page.getByRole('banner').boundingBox()
    expect(header?.height).toBeLessThanOrEqual(140)
  })

test('opening the languages moves nothing', async ({ page }) => {
  await page.goto('/en')
  const before = await page.locator('main h2').first().boundingBox()
  await page.getByRole('banner').getByText('Choose your language').click()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Kiswahili' })).toBeInViewport()
  expect(await page.locator('main h2').first().boundingBox()).toEqual(before)
})

for (const width of [390, 800])
  test(`a front page of few stories does not begin with two pictures, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/zh-Hans')
    const main = await page.locator('main').boundingBox()
    const widths = await page
      .locator('main img')
      .evaluateAll((images) => images.slice(0, 2).map((image) => image.clientWidth))
    expect(widths).toHaveLength(2)
    expect(widths[1]).toBeLessThan((main?.width ?? 0) / 2)
  })

test('texts and headlines have the marks of their language, code and addresses their own', async ({
  page,
}) => {
  await page.goto(leadStory('en'))
  await expect(page.locator('figcaption').first()).toHaveText(/Friday’s/)
  const straight = /["']/
  for (const words of await page.locator('main p, main h1, main h2, main h3').allTextContents())
    expect(words).not.toMatch(straight)
})

test('print leaves the story and who published it', async ({ page }) => {
  await page.goto(leadStory('en'))
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('h1')).toBeVisible()
  await expect(page.getByText('互联网新闻信息许可证10120180008')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('navigation').first()).toBeHidden()
  await expect(page.getByRole('complementary')).toBeHidden()
  await expect(page.getByText(leadStory('en'))).toBeVisible()
})
