import { AxeBuilder } from '@axe-core/playwright'
import { parseHTML } from 'linkedom'
import { expect, type Page, type Response, test } from 'playwright/test'
import { watchLayoutShift } from './layout-shift.ts'
import { everyPage, languages, type pageTypes } from './pages.ts'

// What holds for every kind of page, whatever it shows: each is visited once, by telephone and by desktop.

const phone = { width: 390, height: 844 }
const desktop = { width: 1280, height: 800 }

/** What a page asks for besides: by whom the choice about cookies is shown; see lib/consent. */
const besides = (name: (typeof pageTypes)[number]['name']) => [
  ...(name === 'cookies' ? ['stylesheet /consent-state.css'] : []),
  'stylesheet /consent.css',
]

for (const { title, name, path, status, lang, dir } of everyPage) {
  test(`every page: ${title}`, async ({ page }) => {
    const { requests, complaints } = listen(page, status)
    const moved = await watchLayoutShift(page)
    let response: Response | null = null
    for (const size of [phone, desktop]) {
      requests.length = 0
      await page.setViewportSize(size)
      response = await comeBeforeBanner(page, path)
      for (let down = 0; down < 4; down += 1) await page.mouse.wheel(0, 800)
      await expect.poll(() => page.evaluate(arePicturesThere)).toBe(true)
      expect(await moved()).toBe(0)
    }
    // Pictures, the icon and the stylesheet before the banner: nothing that stands above waits for them.
    const others = requests.filter((request) => !/^(?:document|image) |\/favicon\.ico$/.test(request))
    expect(others).toEqual(besides(name))
    expect(complaints).toEqual([])
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px')
    expect(await page.locator('[class~=undefined]').count()).toBe(0)

    const headers = response?.headers() ?? {}
    expect(response?.status()).toBe(status)
    expectHeaders(headers)
    expectFrame((await response?.text()) ?? '', { status, lang, dir })

    const light = await new AxeBuilder({ page }).analyze()
    expect(faults(light)).toEqual([])
    expect(light.passes.length).toBeGreaterThan(15)
    // Only colours differ in the dark.
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']).analyze()
    expect(faults(dark)).toEqual([])

    for (const width of [320, 768, 1920]) {
      await page.setViewportSize({ width, height: 800 })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0)
    }
  })
}

/** Notes what a page asks for, with the host if it is another's, and what the browser complains of. */
function listen(page: Page, status: number): { requests: string[]; complaints: string[] } {
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const { hostname, pathname } = new URL(request.url())
    requests.push(`${request.resourceType()} ${hostname === 'localhost' ? '' : hostname}${pathname}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes(`status of ${status}`))
      complaints.push(message.text())
  })
  return { requests, complaints }
}

/** Opens a page whose banner comes when all else can be read: a page that waits for it is never painted. */
async function comeBeforeBanner(page: Page, path: string): Promise<Response | null> {
  let release = () => {}
  const painted = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/consent*.css*', async (route) => {
    await painted
    await route.continue()
  })
  const response = await page.goto(path, { waitUntil: 'commit' })
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver((list) => {
          if (list.getEntriesByName('first-contentful-paint').length > 0) resolve()
        }).observe({ type: 'paint', buffered: true })
      }),
  )
  const banner = page.locator('[id="page.consent"]')
  // The masthead and the whole of the story are there to read.
  await expect(page.locator('h1')).toBeVisible()
  await expect(banner).toBeHidden()
  release()
  await expect(banner).toBeInViewport()
  await page.waitForLoadState('load')
  await page.unroute('**/consent*.css*')
  return response
}

/** Whether all pictures have come that are to be seen: run in the page. */
function arePicturesThere(): boolean {
  return [...document.images].every((img) => {
    const { top, bottom } = img.getBoundingClientRect()
    return img.complete || top > innerHeight || bottom < 0
  })
}

function expectHeaders(headers: Record<string, string>) {
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['content-security-policy']).toMatch(
    /default-src 'none';.*script-src 'none'; style-src 'self' 'sha256-/,
  )
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect(headers['permissions-policy']).toContain('geolocation=()')
  expect(headers['surrogate-key']).toBeUndefined()
  expect(Object.keys(headers).filter((name) => /^x-(?:powered|nextjs|middleware)/.test(name))).toEqual([])
}

/** What every page must have, as a browser without script reads it. */
function expectFrame(html: string, { status, lang, dir }: { status: number; lang: string; dir: string }) {
  expect(html).not.toMatch(/\bon(?:click|load|error)=|javascript:|__next_f|\/_next\//i)
  expect(html).not.toMatch(/node_modules|\/articles\/[^"]*\.md|at \w+ \(/)
  const { document } = parseHTML(html)
  const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll(selector)]
  const texts = (elements: Element[]) => elements.map(({ textContent }) => (textContent ?? '').trim())
  expect(all('script:not([type="application/ld+json"]), link[rel=modulepreload], link[as=script]')).toEqual(
    [],
  )
  expect(all('head link[rel=stylesheet]')).toEqual([])

  const root = document.documentElement
  expect([root.getAttribute('lang'), root.getAttribute('dir')]).toEqual([lang, dir])
  expect(texts(all('h1'))).toEqual([expect.stringMatching(/\S/)])
  expect(texts(all('head > title'))).toEqual([expect.stringMatching(/\S – \S|\S(?:: |：|\s?:\s)\S/)])
  expect(all('head > meta[name=description]')).toHaveLength(status === 200 ? 1 : 0)
  expect(all('body a')[0]?.getAttribute('href')).toBe('#page.content')
  expect(all('main[id="page.content"]')).toHaveLength(1)

  const [header] = all('body > header, body > * > header')
  const [footer] = all('footer').slice(-1)
  if (!header || !footer) throw new Error('There is no header or no footer.')
  expect(all('a', all('nav', header)[1])).toHaveLength(6)
  const licence = all('[lang=zh-Hans]', footer).filter(({ textContent }) =>
    textContent?.includes('互联网新闻信息许可证10120180008'),
  )
  expect(licence).not.toEqual([])
  expect(texts(all('a[href="tel:+861085061466"]', footer))).toEqual(['010-85061466'])
  for (const name of ['about', 'privacy', 'terms', 'cookies', 'corrections'])
    expect(texts(all(`a[href="/${lang}/${name}"]`, footer)), name).toContainEqual(expect.stringMatching(/\S/))
  for (const place of [header, footer])
    for (const [tag, name] of Object.entries(languages)) {
      const [link, ...more] = all('a', place).filter(({ textContent }) => textContent?.trim() === name)
      expect(more).toEqual([])
      expect([link?.getAttribute('lang'), attribute(link, 'hreflang')]).toEqual([tag, tag])
      expect(link?.getAttribute('href')).toMatch(new RegExp(`^/${tag}(/|$)`))
    }
}

/** An attribute, in whatever letters the page writes its name. */
function attribute(element: Element | undefined, name: string): string | undefined {
  return [...(element?.attributes ?? [])].find((own) => own.name.toLowerCase() === name)?.value
}

/** What axe found, with the elements it found it in. */
function faults({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
