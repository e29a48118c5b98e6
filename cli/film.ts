/**
 * Makes the demonstration newsroom's film and recording: a drawn ferry that crosses a strait, and the three tones of an
 * announcement on board. Chromium draws and plays them and records what it does, so no other tool is needed.
 *
 *     npm run film
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findChromium, quietFlags } from './browser.ts'
import { recordCrossing, recordTones } from './recordings.ts'

const folder = join('content', 'articles', '2025', '05', '12')
const size = { width: 960, height: 540 }
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--headless=new', '--autoplay-policy=no-user-gesture-required', ...quietFlags],
})
try {
  const page = await browser.newPage({ viewport: size })
  const crossing = await page.evaluate(recordCrossing, { ...size, seconds: 10 })
  await keep('crossing.webm', Buffer.from(crossing.film, 'base64'))
  await keep('crossing.jpg', Buffer.from(crossing.still, 'base64'))
  await keep('announcement.webm', Buffer.from(await page.evaluate(recordTones), 'base64'))
} finally {
  await browser.close()
}

async function keep(name: string, bytes: Buffer) {
  await writeFile(join(folder, name), bytes)
  console.log(`${name} ${Math.round(bytes.length / 1024)} KB`)
}
