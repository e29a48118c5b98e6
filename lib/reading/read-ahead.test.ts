import { createHash } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lookAgain } from '../index/index-writes.ts'
import { allProblems } from '../index/queries/newsroom-queries.ts'
import { latestStories, storyBody } from '../index/queries/story-queries.ts'
import type { TextLimits } from '../prose/text-limits.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { problemLines } from '../testing/reading.ts'
import { hungryText, slowText, slowTextTakes } from '../testing/texts.ts'
import { surroundingsIn } from './pictures.ts'
import { readAhead } from './read-ahead.ts'
import { exhausting, type ReadFile, readFile, type UnreadFile } from './read-file.ts'
import { createReader } from './read-story.ts'

const day = 'articles/2025/05/16'
const languages = ['en', 'ar', 'zh-Hans']

/** The contents of files of every kind, good and bad. */
const texts = [
  storyText({ title: '海峡会谈', topics: '[rising-seas]', authors: '[ada]' }, '正文[^1]\n\n[^1]: 注\n'),
  storyText({ title: 'محادثات' }, '**نص** [رابط](talks-1.en.md)\n'),
  storyText({ title: 'Half' }).slice(0, 20),
  storyText({ section: 'wrold' }),
  storyText({ image: '{ src: nowhere.jpg, alt: x }' }),
  storyText({}, `${'> '.repeat(500)}deep\n`),
  storyText({}, `${'['.repeat(2000)}\n`),
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
  const run = { directory: made.directory, newsroom: made.newsroom(), compiles: false, now: testNow }
  const reading = readAhead(run, paths)
  onTestFinished(() => reading.close())
  return reading
}

describe('reading ahead', () => {
  it('gives for each file what reading it in this thread gives, even for hostile ones', () => {
    const made = testNewsroom({ ...files(220), 'pages/about.ar.md': '---\ntitle: عن\n---\nنص\n' })
    made.write(`${day}/binary.en.md`, new Uint8Array([0xff, 0xfe, 0]))
    const paths = [`${day}/not-there.en.md`]
    for (const { path } of made.folder.visit()) paths.push(path)
    expect(paths.length).toBeGreaterThan(220)
    const reading = ahead(made, paths)
    const { folder } = made
    const reader = createReader(made.newsroom(), surroundingsIn(folder))
    for (const path of paths) expect(reading.take(path)).toEqual(readFile(folder, reader, path, testNow))
  })

  it('can be given up in the middle', () => {
    const made = testNewsroom(files(120))
    const paths = Object.keys(files(120))
    const reading = ahead(made, paths)
    expect(reading.take(paths[0] ?? '')).toBeDefined()
    reading.close()
  })
})

describe('a text that takes too much', () => {
  const paths = ['a.en', 'b.ar', 'c.zh-Hans'].map((name) => `${day}/${name}.md`)
  const [first = '', second = '', third = ''] = paths
  const refusal = `${second}:8:1: This text takes too long to be made into a page, or more memory than there is for one. Split it, or simplify it.`

  function read(made: TestNewsroom, limits?: TextLimits) {
    const reading = readAhead(
      { directory: made.directory, newsroom: made.newsroom(), compiles: true, now: testNow },
      paths,
      limits,
    )
    onTestFinished(() => reading.close())
    return paths.map((path) => withoutFault(reading.take(path)))
  }

  it.each([
    ['time', slowText, () => ({ milliseconds: slowTextTakes() / 3, megabytes: 512 })],
    ['memory', hungryText, () => ({ milliseconds: 8000, megabytes: 40 })],
  ])('of %s is reported, once, and the texts beside it are read', { timeout: 180_000 }, (_, body, limits) => {
    const text = storyText({ title: 'محادثات', authors: '[ada]' }, body)
    const made = testNewsroom({ [first]: storyText(), [second]: text, [third]: storyText() })
    made.sync({ scope: [] })
    const [before, much, after] = read(made, limits())
    for (const file of [before, after])
      expect(file?.reading).toMatchObject({
        ok: true,
        value: { story: { prose: { html: '["<p>A paragraph.</p>\\n"]' } } },
      })
    expect(much && problemLines(much.reading)).toEqual([refusal])
    expect(much?.reading).toMatchObject({ isUnshowable: true })
    expect(much?.hash).toBe(createHash('sha256').update(text).digest('base64'))

    // The same text is not tried again, but a different one is.
    const [, again] = read(made)
    expect(again && problemLines(again.reading)).toEqual([refusal])
    made.write(second, storyText())
    const [, other] = read(made)
    expect(other?.reading.ok).toBe(true)
  })

  it('leaves the good version up, and the rest of a pass is published', () => {
    const made = testNewsroom({ [second]: storyText({ title: 'Good' }) })
    made.sync()
    made.write(first, storyText({ title: 'New' }))
    made.write(second, storyText({ title: 'Bad' }))
    made.sync({ reading: refusing(made, second) })
    expect(made.problems()).toEqual([refusal.replace(':8:', ':7:')])
    expect(latestStories(made.db, 'ar', 9).map(({ fields }) => fields.title)).toEqual(['Good'])
    expect(latestStories(made.db, 'en', 9).map(({ fields }) => fields.title)).toEqual(['New'])
  })

  it('is taken off the site when it is itself the version that is shown', () => {
    const made = testNewsroom({ [second]: storyText() })
    made.sync()
    lookAgain(made.db, second)
    expect(made.sync({ reading: refusing(made, second) })).toMatchObject({ read: 1, changed: true })
    expect(made.problems()).toHaveLength(1)
    expect(latestStories(made.db, 'ar', 9)).toEqual([])
  })

  function withoutFault(file: ReadFile | UnreadFile): ReadFile {
    if ('fault' in file) throw new Error(file.fault)
    return file
  }

  function refusing(made: TestNewsroom, path: string): typeof readAhead {
    return (run, all) => {
      const reading = readAhead(run, all)
      return {
        ...reading,
        take: (file) => (file === path ? exhausting(made.folder, file) : reading.take(file)),
      }
    }
  }
})

it('a pass over many files gives the same as passes over few', () => {
  const all = files(210)
  const many = testNewsroom(all)
  expect(many.sync()).toMatchObject({ files: 210, read: 210 })
  const few = testNewsroom()
  few.sync()
  const entries = Object.entries(all)
  for (let start = 0; start < entries.length; start += 70) {
    const some = entries.slice(start, start + 70)
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
  expect(contents(many).flat().length).toBeGreaterThan(50)
  expect(allProblems(many.db)).toEqual(allProblems(few.db))
})

it('reports its progress', () => {
  const made = testNewsroom(files(110))
  const seen: [number, number][] = []
  made.sync({ onProgress: (done, total) => seen.push([done, total]) })
  expect(seen).toEqual([
    [0, 110],
    [100, 110],
    [110, 110],
  ])
})

it('reads again with new settings what it had read ahead', () => {
  const made = testNewsroom(
    Object.fromEntries(
      Array.from({ length: 120 }, (_, n) => [`${day}/s-${n}.en.md`, storyText({ section: 'games' })]),
    ),
  )
  made.sync()
  expect(made.problems()).toHaveLength(120)
  made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
  made.sync({ scope: ['site.yaml'] })
  expect(made.problems()).toEqual([])
  expect(latestStories(made.db, 'en', 500)).toHaveLength(120)
})
