import { describe, expect, it, onTestFinished } from 'vitest'
import { siteYaml, storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { allProblems } from './newsroom-queries.ts'
import { surroundingsIn } from './pictures.ts'
import { readAhead } from './read-ahead.ts'
import { readFile } from './read-file.ts'
import { createReader } from './read-story.ts'
import { latestStories, storyBody } from './story-queries.ts'

const day = 'articles/2025/05/16'
const languages = ['en', 'ar', 'zh-Hans']

/** What files of every kind hold, good and bad. */
const texts = [
  storyText({ title: '海峡会谈', topics: '[rising-seas]', authors: '[ada]' }, '正文[^1]\n\n[^1]: 注\n'),
  storyText({ title: 'محادثات' }, '**نص** [رابط](talks-1.en.md)\n'),
  storyText({ title: 'Half' }).slice(0, 20),
  storyText({ section: 'wrold' }),
  storyText({ image: '{ src: nowhere.jpg, alt: x }' }),
  storyText({}, `${'> '.repeat(500)}deep\n`),
  storyText({}, `${'['.repeat(3000)}\n`),
  '',
  '---js\nprocess.exit(1)\n---\n',
  `---\na: &a [x]\nb: [${'*a, '.repeat(300)}*a]\n---\n`,
]

function files(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => [
      `${day}/talks-${number}.${languages[number % 3]}.md`,
      texts[number % texts.length] ?? '',
    ]),
  )
}

function ahead(made: TestNewsroom, paths: string[]) {
  made.sync({ scope: [] })
  const run = { directory: made.directory, newsroom: made.newsroom(), compiles: false }
  const reading = readAhead(run, paths)
  onTestFinished(() => reading.close())
  return reading
}

describe('reading ahead', () => {
  it('gives for each file what reading it here gives, also for hostile ones', () => {
    const made = testNewsroom({ ...files(400), 'pages/about.ar.md': '---\ntitle: عن\n---\nنص\n' })
    made.write(`${day}/binary.en.md`, new Uint8Array([0xff, 0xfe, 0]))
    const paths = [`${day}/not-there.en.md`]
    made.folder.visit(undefined, ({ path }) => paths.push(path))
    expect(paths.length).toBeGreaterThan(400)
    const reading = ahead(made, paths)
    const { folder } = made
    const reader = createReader(made.newsroom(), surroundingsIn(folder))
    for (const path of paths) expect(reading.take(path)).toEqual(readFile(folder, reader, path))
  })

  it('may be given up in the middle', () => {
    const made = testNewsroom(files(300))
    const paths = Object.keys(files(300))
    const reading = ahead(made, paths)
    expect(reading.take(paths[0] ?? '')).toBeDefined()
    reading.close()
  })
})

it('a pass over many files comes to the same as passes over few', () => {
  const all = files(450)
  const many = testNewsroom(all)
  expect(many.sync()).toMatchObject({ files: 450, read: 450 })
  const few = testNewsroom()
  few.sync()
  const entries = Object.entries(all)
  for (let start = 0; start < entries.length; start += 90) {
    const some = entries.slice(start, start + 90)
    for (const [path, text] of some) few.write(path, text)
    few.sync({ scope: some.map(([path]) => path) })
  }
  const contents = ({ db }: TestNewsroom) =>
    languages.map((lang) =>
      latestStories(db, lang, 1000)
        .map(({ id, path, fields }) => ({ path, fields, body: storyBody(db, id) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    )
  expect(contents(many)).toEqual(contents(few))
  expect(contents(many).flat().length).toBeGreaterThan(100)
  expect(allProblems(many.db)).toEqual(allProblems(few.db))
})

it('tells how far it is', () => {
  const made = testNewsroom(files(250))
  const seen: [number, number][] = []
  made.sync({ onProgress: (done, total) => seen.push([done, total]) })
  expect(seen).toEqual([
    [0, 250],
    [100, 250],
    [200, 250],
    [250, 250],
  ])
})

it('reads again by new settings what it read ahead', () => {
  const made = testNewsroom(
    Object.fromEntries(
      Array.from({ length: 220 }, (_, n) => [`${day}/s-${n}.en.md`, storyText({ section: 'games' })]),
    ),
  )
  made.sync()
  expect(made.problems()).toHaveLength(220)
  made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
  made.sync({ scope: ['site.yaml'] })
  expect(made.problems()).toEqual([])
  expect(latestStories(made.db, 'en', 500)).toHaveLength(220)
})
