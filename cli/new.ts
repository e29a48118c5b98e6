import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { dayInZone, isoInZone } from '../lib/i18n/dates.ts'
import { toSlug } from '../lib/newsroom/fields.ts'
import { placeholders } from '../lib/newsroom/placeholders.ts'
import { firstOfEach, textLine } from '../lib/newsroom/problem.ts'
import { didYouMean } from '../lib/newsroom/suggest.ts'
import { openContentFolder } from '../lib/reading/content-folder.ts'
import { readNewsroom } from '../lib/reading/read-newsroom.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { sectionPath } from '../lib/urls/paths.ts'
import { command, fail } from './fail.ts'

const usage = 'Use: npm run new -- --section SECTION [--lang LANG] "Headline"'

/** `npm run new`: writes a draft to start from; prints its path and where to see it. */
await command(() => {
  const { section, lang: wanted, headline } = readArguments()
  const { contentDir, siteUrl } = readEnvironment(process.env)
  const { newsroom, problems } = readNewsroom(openContentFolder(contentDir))
  if (!newsroom) fail(...firstOfEach(problems).map(textLine))
  const { languages, timeZone } = newsroom.site
  const lang = wanted ?? languages[0] ?? ''
  if (!languages.includes(lang))
    fail(`"${lang}" is not a language of this site. ${didYouMean(lang, languages)}`)
  if (!newsroom.sectionIds.includes(section))
    fail(`There is no section "${section}". ${didYouMean(section, newsroom.sectionIds)}`)
  const slug = toSlug(headline)
  if (!slug) fail('The headline has no letters to make a URL of. Give one that has.')

  const now = Date.now()
  const day = dayInZone(now, timeZone)
  const file = join(contentDir, 'articles', ...day.split('-'), `${slug}.${lang}.md`)
  if (existsSync(file)) fail(`${relative('.', file)} is there already. Open it, or give another headline.`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, scaffold(headline, isoInZone(now, timeZone), section), { flag: 'wx' })
  console.log(relative('.', file))
  console.log(`${siteUrl}${sectionPath(lang, section)}/${day}/${encodeURIComponent(slug)}  (npm run dev)`)
})

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { section: { type: 'string' }, lang: { type: 'string' } },
    })
    const headline = positionals
      .join(' ')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
    if (!values.section || !headline) fail(usage)
    return { section: values.section, lang: values.lang, headline }
  } catch {
    // Unknown arguments.
    fail(usage)
  }
}

/** A draft that passes every check, with hints for an editor. */
function scaffold(headline: string, date: string, section: string): string {
  return `---
title: ${JSON.stringify(headline)}
date: ${date}
section: ${stringify(section).trimEnd()}
summary: ${placeholders.summary}
authors: []
topics: []
# Take this line out to publish.
status: draft
---
${placeholders.paragraph}
`
}
