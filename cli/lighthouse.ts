import { runLighthouse } from '../bench/lighthouse.ts'
import { buildAsUsual, newestEnglish, startOurs, storyPaths } from '../bench/sites.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { frontPath, sectionPath } from '../lib/urls/paths.ts'
import { findChromium } from './browser.ts'
import { command } from './fail.ts'

/** `npm run lighthouse`: the scores of a story, the front page and a section front, and what costs them points. */
await command(async () => {
  const chromium = findChromium()
  buildAsUsual()
  const dataDir = temporaryFolder()
  const site = await startOurs({ CONTENT_DIR: 'content', DATA_DIR: dataDir })
  const story = newestEnglish(storyPaths(dataDir))
  for (const path of [story, frontPath('en'), sectionPath('en', 'world')]) {
    const categories = runLighthouse(`${site.url}${path}`, chromium)
    console.log(`${path}  ${categories.map(({ name, score }) => `${name} ${score}`).join(', ')}`)
    for (const line of categories.flatMap(({ lost }) => lost)) console.log(`  ${line}`)
  }
  await site.stop()
})
