import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type IndexDatabase, openIndexForReading } from '../lib/index/index-database.ts'
import { indexFile } from '../lib/index/index-file.ts'
import { startPublishing } from '../lib/publish/start-publishing.ts'
import { type Environment, readEnvironment } from '../lib/runtime/environment.ts'
import { createLog } from '../lib/runtime/log.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { generateArchive } from './generate-archive.ts'
import { median } from './median.ts'

const run = promisify(execFile)

export type BulkFigures = {
  stories: number
  /** Files that were changed together. */
  changed: number
  /** Seconds from the last change until all were published. */
  seconds: number
  /** How often the whole site was dropped. */
  drops: number
  /** Milliseconds until the index had corrections saved meanwhile, and how many there were. */
  corrections: { median: number; worst: number; count: number }
  /** Milliseconds for a correction saved at the moment publishing started, during the full pass. */
  atStart: number
}

/** Between two corrections, milliseconds. */
const pause = 500
/** The longest wait for one, milliseconds. */
const patience = 120_000

/** Measures publishing when a large part of an archive changes together, while other stories are corrected. */
export async function benchBulk(stories: number, changed: number): Promise<BulkFigures> {
  const directory = temporaryFolder()
  const content = join(directory, 'content')
  const env = { CONTENT_DIR: content, DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'error' }
  const environment: Environment = readEnvironment(env)
  const files = generateArchive(content, { stories })
  await run(process.execPath, ['bench/index-process.ts'], { env: { ...process.env, ...env } })
  let drops = 0
  const publishing = startPublishing(environment, createLog('error'), (keys) => {
    if (keys.includes('site')) drops += 1
  })
  const db = openIndexForReading(indexFile(environment, false))
  try {
    const others = files.slice(changed)
    const correct = (round: number) => saveTime(db, content, others[round % others.length] ?? '', round)
    const atStart = await correct(0)
    await publishing.publish(true)
    for (const [index, file] of files.slice(0, changed).entries())
      save(content, file, `Changed ${index} of many`)
    const started = performance.now()
    let isDone = false
    const done = publishing.publish(true).then(() => {
      isDone = true
    })
    const times: number[] = []
    while (!isDone) {
      times.push(await correct(times.length + 1))
      await sleep(pause)
    }
    await done
    const seconds = (performance.now() - started) / 1000
    const corrections = { median: median(times), worst: Math.max(...times), count: times.length }
    return { stories, changed, seconds, drops, corrections, atStart }
  } finally {
    db.close()
    await publishing.close()
    rmSync(directory, { recursive: true })
  }
}

function save(content: string, file: string, headline: string) {
  const before = readFileSync(join(content, file), 'utf8')
  writeFileSync(join(content, file), before.replace(/^title: .*$/m, `title: "${headline}"`))
}

/** Milliseconds from saving a headline until readers of the index see it. */
async function saveTime(db: IndexDatabase, content: string, file: string, round: number): Promise<number> {
  const headline = `Corrected ${round} at ${Date.now()}`
  const shown = db.prepare("SELECT fields ->> '$.title' AS title FROM stories WHERE path = ?")
  const started = performance.now()
  save(content, file, headline)
  while (shown.get(file)?.title !== headline) {
    if (performance.now() - started > patience) throw new Error(`${file} was saved and not published.`)
    await sleep(2)
  }
  return performance.now() - started
}
