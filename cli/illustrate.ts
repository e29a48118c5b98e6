/**
 * Renders the newsroom's illustrations.
 *
 * The pictures are drawn as SVG, the form in which they can be read, reviewed and changed; readers are
 * sent JPEGs, because the paper grain is a filter that is slow to paint on a phone, and because feeds and
 * social cards accept no SVG. This script is the only path from one to the other: it opens every drawing
 * in `content/illustrations/` in headless Chromium and writes the picture beside the story that uses it.
 *
 *     npm run illustrate                  every picture
 *     npm run illustrate -- ferry strait  only these
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findChromium, quietFlags } from './browser.ts'
import { fail } from './fail.ts'

// What search engines and social cards ask of a lead picture is 1200 pixels; more is the picture pipeline's affair.
const viewport = { width: 1200, height: 800 }
const quality = 60

/** Drawing name → the folder, under `content/articles/`, of the story that uses it. */
const pictures: Readonly<Record<string, string>> = {
  shipyard: '2025/04/22',
  'fishing-boats': '2025/04/24',
  strait: '2025/04/25',
  observatory: '2025/04/30',
  'salt-pans': '2025/05/01',
  regatta: '2025/05/03',
  lighthouse: '2025/05/05',
  trawler: '2025/05/06',
  assembly: '2025/05/08',
  'sea-wall': '2025/05/09',
  festival: '2025/05/10',
  stadium: '2025/05/11',
  concert: '2025/05/12',
  bridge: '2025/05/13',
  ferry: '2025/05/15',
  'islands-map': '2025/05/16',
  bosphorus: '2025/05/16',
}

const wanted = process.argv.slice(2)
const unlisted = wanted.filter((name) => !Object.hasOwn(pictures, name))
if (unlisted.length > 0)
  fail(`There is no picture ${unlisted.join(', ')}. Use: ${Object.keys(pictures).join(', ')}.`)

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--headless=new', ...quietFlags],
})
try {
  const page = await browser.newPage({ viewport })
  for (const [name, folder] of Object.entries(pictures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const svg = await readFile(join('content', 'illustrations', `${name}.svg`), 'utf8')
    await page.setContent(
      `<!doctype html><style>body{margin:0}svg{display:block;width:100%;height:auto}</style>${svg}`,
    )
    const jpeg = await page.screenshot({ type: 'jpeg', quality })
    await writeFile(join('content', 'articles', folder, `${name}.jpg`), jpeg)
    console.log(`${name}.jpg ${Math.round(jpeg.length / 1024)} KB`)
  }
} finally {
  await browser.close()
}
