import { copyFileSync, cpSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { openIndexForWriting } from '../index/index-database.ts'
import { newsroomIn, siteYaml, storyText, type TestNewsroom, testNewsroom } from './newsroom.ts'
import { temporaryFolder } from './temporary.ts'

export const archiveLanguages = ['en', 'ar', 'zh-Hans'] as const

/** The number of stories in {@link testArchive}; the last is the newest. */
export const archiveSize = 80

const noon = Date.parse('2025-05-16T12:00:00Z')

/** The day of a story of the archive: two stories a day, back from 2025-05-16 into the year before. */
function dayOf(number: number): string {
  const daysAgo = Math.floor((archiveSize - 1 - number) / 2) * 4
  return new Date(noon - daysAgo * 86_400_000).toISOString().slice(0, 10)
}

/** The path of a story of the archive. */
export function archivePath(number: number, lang: string): string {
  return `articles/${dayOf(number).replaceAll('-', '/')}/story-${number}.${lang}.md`
}

/** Its text, with fields changed or added; each story links to the one before it and to a page. */
export function archiveStory(number: number, fields: Record<string, string> = {}, body = ''): string {
  const topics = [
    number % 4 === 0 ? 'rising-seas' : '',
    number % 5 === 0 ? 'بحر' : '',
    number % 7 === 0 ? '深海' : '',
  ]
  const authors = [number % 3 === 0 ? 'ada' : '', number % 4 === 1 ? 'نور' : '']
  const earlier = `../../../../${archivePath(number - 1, 'en')}`
  return storyText(
    {
      title: `Story ${number}`,
      // Every third has exactly the same moment as the one before it.
      date: `${dayOf(number)}T${number % 3 === 2 && number % 2 === 1 ? 10 : 10 + (number % 2)}:00:00Z`,
      section: number % 8 === 3 ? 'sport' : 'world',
      topics: `[${topics.filter(Boolean).join(', ')}]`,
      authors: `[${authors.filter(Boolean).join(', ')}]`,
      ...fields,
    },
    `Text of ${number}. See [earlier](${number > 0 ? earlier : 'https://example.org'}) and [us](../../../../pages/about.en.md).\n${body}`,
  )
}

/** A newsroom with eighty stories: all in English, every second in Arabic, every third in Chinese. */
export function testArchive(): TestNewsroom {
  const files: Record<string, string> = {
    'site.yaml': `${siteYaml}footer: [about]\n`,
    'authors/نور.yaml': 'name: نور\n',
  }
  for (const lang of archiveLanguages) {
    for (const page of ['about', 'ethics'])
      files[`pages/${page}.${lang}.md`] =
        `---\ntitle: ${page} ${lang}\n---\n[old](../${archivePath(2, 'en')})\n`
  }
  for (let number = 0; number < archiveSize; number += 1)
    for (const [index, lang] of archiveLanguages.entries())
      if (number % (index + 1) === 0) files[archivePath(number, lang)] = archiveStory(number)
  return testNewsroom(files)
}

/** Reads {@link testArchive} once. Returns a function that makes copies of it, each with its index. */
export function indexedArchive(): () => TestNewsroom {
  const { directory, db, sync } = testArchive()
  // Whole seconds, which a copy keeps, so that its index knows its files.
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), 1_700_000_000, 1_700_000_000)
  sync()
  const index = join(temporaryFolder(), 'index.sqlite')
  db.prepare('VACUUM INTO ?').run(index)
  return () => {
    const folder = temporaryFolder()
    const [content, copy] = [join(folder, 'content'), join(folder, 'index.sqlite')]
    cpSync(directory, content, { recursive: true, preserveTimestamps: true })
    copyFileSync(index, copy)
    return newsroomIn(content, openIndexForWriting(copy))
  }
}
