import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openIndexForWriting } from '../lib/index/index-database.ts'
import { frontPageStories } from '../lib/index/queries/front-page.ts'
import { storedNewsroom } from '../lib/index/queries/newsroom-queries.ts'
import { syncIndex } from '../lib/index/sync-index.ts'
import { openContentFolder } from '../lib/reading/content-folder.ts'
import { generateArchive } from './generate-archive.ts'
import { median } from './median.ts'

export type IndexFigures = {
  stories: number
  /** Seconds of a first index, of a restart over the unchanged archive, and of a pass after one story changed. */
  first: number
  restart: number
  oneChanged: number
  /** Story files read at the restart. */
  readAtRestart: number
  /** Milliseconds to choose a front page's stories. */
  frontPage: number
}

/** Measures the index of a generated archive: building it, opening it again unchanged, and updating one saved story. */
export function benchIndex(stories: number): IndexFigures {
  const directory = mkdtempSync(join(tmpdir(), 'dateline-bench-'))
  try {
    const [newest = ''] = generateArchive(join(directory, 'content'), { stories })
    const pass = () => {
      const started = performance.now()
      const db = openIndexForWriting(join(directory, 'index.sqlite'))
      const { read } = syncIndex({
        db,
        folder: openContentFolder(join(directory, 'content')),
        now: Date.now(),
      })
      return { db, read, seconds: (performance.now() - started) / 1000 }
    }
    const first = pass()
    first.db.close()
    const restarts = Array.from({ length: 3 }, () => {
      const restart = pass()
      restart.db.close()
      return restart
    })
    const source =
      '---\ntitle: Saved\ndate: 2025-05-15T12:00:00Z\nsection: world\nsummary: Saved.\n---\nSaved.\n'
    writeFileSync(join(directory, 'content', newest), source)
    const changed = pass()
    const newsroom = storedNewsroom(changed.db)
    if (!newsroom) throw new Error('The archive was not indexed.')
    const started = performance.now()
    for (let round = 0; round < 50; round += 1) frontPageStories(changed.db, newsroom, 'en')
    const frontPage = (performance.now() - started) / 50
    changed.db.close()
    return {
      stories,
      first: first.seconds,
      restart: median(restarts.map(({ seconds }) => seconds)),
      oneChanged: changed.seconds,
      readAtRestart: Math.max(...restarts.map(({ read }) => read)),
      frontPage,
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}
