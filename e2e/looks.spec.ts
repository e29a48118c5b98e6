import { expect, test } from 'playwright/test'
import { leadStory } from './pages.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test(`what has the focus is seen to have it (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(leadStory('ar'))
    const rings: string[] = []
    for (const place of [
      'header a',
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

test('a line of a story holds 60 to 75 characters', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(leadStory('en'))
  const perLine = await page.locator('main article div > p').evaluateAll((paragraphs) => {
    const lines = paragraphs.flatMap((paragraph) => {
      const range = document.createRange()
      range.selectNodeContents(paragraph)
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8)))
      return tops.size > 2 ? [(paragraph.textContent ?? '').length / tops.size] : []
    })
    return lines
  })
  expect(perLine.length).toBeGreaterThan(3)
  // Last lines are short, so the mean lies below the longest line; both have to fit.
  expect(Math.max(...perLine)).toBeLessThanOrEqual(75)
  expect(Math.max(...perLine)).toBeGreaterThanOrEqual(54)
})

test('a right-to-left page is the mirror of a left-to-right one', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  const sides = async (lang: string) => {
    await page.goto(leadStory(lang))
    const article = await page.locator('h1').boundingBox()
    const related = await page.getByRole('complementary').boundingBox()
    return (article?.x ?? 0) < (related?.x ?? 0) ? 'article left' : 'article right'
  }
  expect(await sides('en')).toBe('article left')
  expect(await sides('ar')).toBe('article right')
})

test('print leaves the story and who published it', async ({ page }) => {
  await page.goto(leadStory('en'))
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('h1')).toBeVisible()
  await expect(page.getByText('互联网新闻信息许可证10120180008')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('navigation').first()).toBeHidden()
  await expect(page.getByRole('complementary')).toBeHidden()
})
