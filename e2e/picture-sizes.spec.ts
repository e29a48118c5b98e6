import { expect, type Page, test } from 'playwright/test'
import { leadStory, sampleLanguages } from './pages.ts'

// Where a point has several pixels, Chromium takes a little less than it is told to; with one, it takes what it is told.
test.use({ deviceScaleFactor: 1 })

const windows = [390, 768, 940, 1280, 1600] as const

type Shown = {
  alt: string
  wide: number
  /** What `sizes` say: a picture with a choice of widths is taken to be as wide by itself. */
  said: number
  chosen: number
  offered: number[]
}

/** Every picture of a page: how wide it stands there, and which of the offered widths the browser took for it. */
async function shownPictures(page: Page): Promise<Shown[]> {
  const pictures = page.locator('main picture img')
  const shown: Shown[] = []
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.currentSrc !== ''))
      .toBe(true)
    shown.push(
      await picture.evaluate((img: HTMLImageElement) => {
        const srcset = img.parentElement?.querySelector('source')?.srcset ?? ''
        const offered = srcset.split(', ').map((candidate) => candidate.split(' '))
        const widthOf = (candidate: string[] | undefined) => Number.parseInt(candidate?.[1] ?? '', 10)
        return {
          alt: img.alt,
          wide: img.clientWidth,
          said: img.naturalWidth,
          chosen: widthOf(offered.find(([url = '']) => img.currentSrc.endsWith(url))),
          offered: offered.map(widthOf),
        }
      }),
    )
  }
  return shown
}

for (const width of windows) {
  for (const { lang } of sampleLanguages) {
    test(`pictures come in the smallest width that is enough, in a window ${width} wide (${lang})`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 })
      for (const path of [`/${lang}`, `/${lang}/politics`, leadStory(lang)]) {
        await page.goto(path)
        const shown = await shownPictures(page)
        expect(shown.length, path).toBeGreaterThan(0)
        for (const { alt, wide, said, chosen, offered } of shown) {
          expect(said, `${path}, ${wide} wide: ${alt}`).toBeGreaterThan(wide * 0.97)
          expect(said, `${path}, ${wide} wide: ${alt}`).toBeLessThan(wide * 1.5)
          const enough = offered.find((one) => one >= wide) ?? offered.at(-1)
          expect(chosen, `${path}, ${wide} wide: ${alt}`).toBe(enough)
        }
      }
    })
  }
}
