import { expect, test } from 'playwright/test'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { startSite, type TestSite } from './site.ts'

// One word as long as German, an address or a mistake makes it, in each place where a newsroom may write one.
const words = {
  en: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
  ar: 'أفاستسقيناكموهاوالمستشفياتوالمؤسساتوالجامعاتوالمكتباتوالمتاحفوالحدائق',
  'zh-Hans': 'Bundesverfassungsgerichtspräsidentinnenwahlverfahrensordnung',
} as const
const langs = Object.keys(words) as (keyof typeof words)[]
const url = `https://example.com/${'unbroken'.repeat(15)}?${'query'.repeat(10)}`
const perLang = (text: (word: string) => string) =>
  `{ ${langs.map((lang) => `${lang}: ${text(words[lang])}`).join(', ')} }`

const site = `name: ${perLang((word) => word)}
tagline: ${perLang((word) => word)}
languages: [${langs.join(', ')}]
timeZone: Europe/Athens
sections:
  - { id: world, name: ${perLang((word) => word)} }
  - { id: sport, name: Sport }
topics:
  - { id: rising-seas, name: ${perLang((word) => word)} }
organisation: { name: ${words.en} }
licence: { number: ${words.en} }
footer: [about]
`
const body = (word: string) => `${word} and <${url}>, [${word}](${url}), **${word}**, \`${word}\`.

## ${word}

- ${word}
- [ ] ${word}

> ${word}

| ${word} | Figures |
| --- | --- |
| ${word} | 1 |

\`\`\`
${word.repeat(3)}
\`\`\`

A note.[^1]

[^1]: ${word} ${url}
`

const files = langs.flatMap((lang) => [
  [
    `articles/2025/05/16/long.${lang}.md`,
    storyText(
      {
        title: words[lang],
        summary: `${words[lang]} ${url}`,
        kind: 'analysis',
        dateline: words[lang],
        authors: `[ada, { name: ${words[lang]} }]`,
        sources: `[${words[lang]}]`,
        topics: '[rising-seas]',
        corrections: `[{ date: 2025-05-17T10:00:00Z, text: "${words[lang]} ${url}" }]`,
        ai: `"${words[lang]}"`,
      },
      body(words[lang]),
    ),
  ],
  ...['two', 'three', 'four'].map((slug) => [
    `articles/2025/05/15/${slug}.${lang}.md`,
    storyText({ title: `${words[lang]} ${slug}`, date: '2025-05-15T10:00:00Z', kind: 'opinion' }),
  ]),
  [`pages/about.${lang}.md`, `---\ntitle: ${words[lang]}\n---\n${body(words[lang])}`],
])

const pages = [
  '',
  '/world',
  '/world/2025-05-16/long',
  '/topics/rising-seas',
  '/authors/ada',
  '/archive',
  '/archive/2025/05',
  '/archive/2025/05/16',
  '/about',
  '/cookies',
  '/nothing',
]

let served: TestSite
test.describe.configure({ mode: 'default' })
test.beforeAll(async () => {
  test.setTimeout(180_000)
  const newsroom = testNewsroom({
    'site.yaml': site,
    'authors/ada.yaml': `name: ${words.en}\nrole: ${words.en}\nbio: ${words.en}\nlinks: [{ label: ${words.en}, url: "${url}" }]\n`,
    ...Object.fromEntries(files),
  })
  served = await startSite(newsroom.directory)
})
test.afterAll(async () => {
  expect(await served.stop()).toBe(0)
})

for (const lang of langs)
  test(`no word makes a phone scroll sideways (${lang})`, async ({ page }) => {
    const wide: string[] = []
    for (const path of pages) {
      for (const width of [320, 360, 390]) {
        await page.setViewportSize({ width, height: 700 })
        if (width === 320) await page.goto(`${served.url}/${lang}${path}`)
        expect(await page.locator('h1').count()).toBe(1)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (over > 0) wide.push(`${path || '/'} at ${width}: ${over} px`)
      }
    }
    expect(wide).toEqual([])
  })

test('a table scrolls rather than breaking its words on a screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto(`${served.url}/en/world/2025-05-16/long`)
  const region = page.locator('.table-scroll')
  expect(await region.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeGreaterThan(0)
})

test('on paper nothing is cut off', async ({ page }) => {
  // A4 less margins, at 96 px an inch.
  await page.setViewportSize({ width: 640, height: 900 })
  await page.goto(`${served.url}/en/world/2025-05-16/long`)
  await page.emulateMedia({ media: 'print' })
  const cut = await page
    .locator('main :is(pre, table, section)')
    .evaluateAll((nodes) =>
      nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map(({ tagName }) => tagName),
    )
  expect(cut).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
