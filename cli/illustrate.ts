/**
 * Makes the newsroom's pictures: its illustrations, charts and maps.
 *
 * Illustrations are drawn as SVG, the form in which they can be read, reviewed and changed; charts and maps are data,
 * in `charts.yaml` and `maps.yaml`. Readers are sent pictures, because the illustrations' grain is a filter that is
 * slow to paint on a phone, and because feeds and social cards accept no SVG. This script is the only path from one to
 * the other: it opens everything in `content/illustrations/` in headless Chromium and writes what it sees beside the
 * story that uses it, in the size of a photograph.
 *
 *     npm run illustrate                       every picture
 *     npm run illustrate -- ferry quota-chart  only these
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import sharp from 'sharp'
import { chartPage } from '../tools/drawings/chart-page.ts'
import { readDeclared } from '../tools/drawings/declared.ts'
import { drawingScale, drawingWidth } from '../tools/drawings/frame.ts'
import { mapPage } from '../tools/drawings/map-page.ts'
import { readWorld } from '../tools/drawings/world.ts'
import { findChromium, quietFlags } from './browser.ts'
import { fail } from './fail.ts'

const directory = join('content', 'illustrations')
const illustrationSize = { width: 2400, height: 1600 }
const illustrationQuality = 80

/** Drawing name → the folder, under `content/articles/`, of the story that uses it. */
const illustrations: Readonly<Record<string, string>> = {
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
const { charts, maps } = readDeclared(directory)

const wanted = process.argv.slice(2)
const names = [...Object.keys(illustrations), ...[...charts, ...maps].map(({ name }) => name)]
const unlisted = wanted.filter((name) => !names.includes(name))
if (unlisted.length > 0) fail(`There is no picture ${unlisted.join(', ')}. Use: ${names.join(', ')}.`)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--headless=new', ...quietFlags],
})
try {
  await drawIllustrations(browser)
  await drawDeclared(browser)
} finally {
  await browser.close()
}

async function drawIllustrations(browser: Browser) {
  const page = await browser.newPage({ viewport: illustrationSize })
  for (const [name, folder] of Object.entries(illustrations)) {
    if (!isWanted(name)) continue
    const svg = await readFile(join(directory, `${name}.svg`), 'utf8')
    await page.setContent(
      `<!doctype html><style>body{margin:0}svg{display:block;width:100%;height:auto}</style>${svg}`,
    )
    await save(folder, `${name}.jpg`, await page.screenshot({ type: 'jpeg', quality: illustrationQuality }))
  }
}

/** Charts and maps, one for each language, because they contain words. */
async function drawDeclared(browser: Browser) {
  const viewport = { width: drawingWidth, height: drawingWidth }
  const page = await browser.newPage({ viewport, deviceScaleFactor: drawingScale })
  const draw = async (folder: string, file: string, html: string) => {
    await page.setContent(html)
    const seen = await page.locator('#drawing').screenshot()
    // The colours are flat, so a palette keeps every letter sharp in a fifth of the bytes.
    await save(folder, file, await sharp(seen).png({ palette: true, colours: 64, effort: 10 }).toBuffer())
  }
  for (const chart of charts.filter(({ name }) => isWanted(name)))
    for (const [lang, words] of Object.entries(chart.words))
      await draw(chart.folder, `${chart.name}.${lang}.png`, chartPage(chart, words, lang))
  const wantedMaps = maps.filter(({ name }) => isWanted(name))
  if (wantedMaps.length === 0) return
  const worlds = [readWorld('10m'), readWorld('110m')] as const
  for (const map of wantedMaps)
    for (const [lang, words] of Object.entries(map.words))
      await draw(map.folder, `${map.name}.${lang}.png`, mapPage(map, words, lang, ...worlds))
}

async function save(folder: string, file: string, bytes: Buffer) {
  await writeFile(join('content', 'articles', folder, file), bytes)
  console.log(`${file} ${Math.round(bytes.length / 1024)} KB`)
}
