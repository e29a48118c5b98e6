import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type IndexDatabase, openIndexForWriting } from '../index/index-database.ts'
import { allProblems, storedNewsroom } from '../index/queries/newsroom-queries.ts'
import { type SyncOptions, type SyncResult, syncIndex } from '../index/sync-index.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { textLine } from '../newsroom/problem.ts'
import { type ContentFolder, openContentFolder } from '../reading/content-folder.ts'
import { temporaryFolder } from './temporary.ts'

/** The smallest possible settings of a newsroom with an LTR, an RTL and a Chinese edition. */
export const siteYaml = `name: { en: The Test Post, ar: بريد الاختبار }
languages: [en, ar, zh-Hans]
timeZone: Europe/Athens
sections:
  - { id: world, name: { en: World, ar: العالم, zh-Hans: 国际 } }
  - { id: sport, name: Sport }
topics:
  - { id: rising-seas, name: { en: Rising seas } }
organisation: { name: The Test Post }
`

export const authorYaml = 'name: Ada Writer\n'

/** The "now" of all tests, a noon: 2025-05-20T12:00Z, in epoch milliseconds. */
export const testNow = Date.parse('2025-05-20T12:00:00Z')

/** A story file: good front matter, with fields added or (by `undefined`) left out, each written as YAML. */
export function storyText(fields: Record<string, string | undefined> = {}, body = 'A paragraph.\n'): string {
  const all = {
    title: 'A headline',
    date: '2025-05-16T14:05:00+03:00',
    section: 'world',
    summary: 'What happened.',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}`,
  )
  return `---\n${lines.join('\n')}\n---\n${body}`
}

/** How a pass differs from one over everything at {@link testNow}. */
type PassSettings = Partial<Pick<SyncOptions, 'now' | 'preview' | 'reading' | 'onChange' | 'onProgress'>> & {
  scope?: string[]
}

/** A temporary content folder on disk, and an index of it in memory. */
export type TestNewsroom = {
  directory: string
  folder: ContentFolder
  db: IndexDatabase
  write(path: string, text: string | Uint8Array): void
  remove(path: string): void
  /** One pass over the folder; `now` is {@link testNow} unless given. */
  sync(options?: PassSettings): SyncResult
  newsroom(): Newsroom
  /** `file:line:column: message` of every problem. */
  problems(): string[]
}

/** Makes a newsroom from `siteYaml`, one author (ada) and the given files. */
export function testNewsroom(files: Record<string, string | Uint8Array> = {}): TestNewsroom {
  const made = newsroomIn(temporaryFolder(), openIndexForWriting(':memory:'))
  for (const [path, text] of Object.entries({
    'site.yaml': siteYaml,
    'authors/ada.yaml': authorYaml,
    ...files,
  }))
    made.write(path, text)
  return made
}

/** The newsroom of a content folder and an index that exist. */
export function newsroomIn(directory: string, db: IndexDatabase): TestNewsroom {
  const folder = openContentFolder(directory)
  return {
    directory,
    folder,
    db,
    write: (path, text) => {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), text)
    },
    remove: (path) => rmSync(join(directory, path), { recursive: true }),
    sync: ({ now = testNow, scope, ...options } = {}) =>
      syncIndex({ db, folder, now, ...options, ...(scope && { scope: new Set(scope) }) }),
    newsroom: () => {
      const newsroom = storedNewsroom(db)
      if (!newsroom) throw new Error('Call sync() first.')
      return newsroom
    },
    problems: () => allProblems(db).map(textLine),
  }
}
