import { translator } from '../lib/i18n/messages.ts'
import { isDamage } from '../lib/index/index-damage.ts'
import { type IndexDatabase, openIndexForWriting } from '../lib/index/index-database.ts'
import { indexFile, removeIndex } from '../lib/index/index-file.ts'
import { allProblems, storedNewsroom } from '../lib/index/queries/newsroom-queries.ts'
import { textLine } from '../lib/newsroom/problem.ts'
import { destinationsOf } from '../lib/publish/destinations.ts'
import { publishPass } from '../lib/publish/publish-pass.ts'
import { openContentFolder } from '../lib/reading/content-folder.ts'
import type { Environment } from '../lib/runtime/environment.ts'
import { progress } from './progress.ts'

const maxShown = 20

/**
 * Brings the index up to date, prints what was left out, and checks that every language has its messages.
 *
 * @param file path of the index, which is created if it is missing
 */
export function indexContent(
  environment: Environment,
  preview: boolean,
  file = indexFile(environment, preview),
) {
  try {
    index(file, environment, preview)
  } catch (error) {
    // Damage in the middle of the file shows only when that part is read.
    if (!isDamage(error)) throw error
    console.error('The index is damaged and is made anew.')
    removeIndex(file)
    index(file, environment, preview)
  }
}

function index(file: string, { contentDir, siteUrl, purgeUrls, purgeSecret }: Environment, preview: boolean) {
  const started = performance.now()
  const db = openIndexForWriting(file)
  try {
    const folder = openContentFolder(contentDir)
    const announce = storedNewsroom(db)?.site.announce ?? {}
    const { files, read } = publishPass({
      db,
      folder,
      now: Date.now(),
      preview,
      // Changes made while the site was down are announced once it is up.
      destinations: preview ? [] : destinationsOf(announce, siteUrl, purgeUrls, purgeSecret),
      onProgress: progress('Indexing'),
    })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.error(`Indexed ${files} files in ${seconds} s; ${read} were new or changed.`)
    for (const lang of storedNewsroom(db)?.site.languages ?? []) translator(lang)
    reportProblems(db)
  } finally {
    db.close()
  }
}

function reportProblems(db: IndexDatabase) {
  const problems = allProblems(db)
  for (const problem of problems.slice(0, maxShown)) console.error(textLine(problem))
  if (problems.length > maxShown)
    console.error(`… and ${problems.length - maxShown} more: npm run check lists them all.`)
}
