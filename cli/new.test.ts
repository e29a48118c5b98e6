import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { latestStories } from '../lib/index/queries/story-queries.ts'
import { runCommand } from '../lib/testing/command.ts'
import { siteYaml, type TestNewsroom, testNewsroom } from '../lib/testing/newsroom.ts'

const usage = 'Use: npm run new -- --section SECTION [--lang LANG] "Headline"'

function create(newsroom: TestNewsroom, ...args: string[]) {
  return runCommand('new', args, { CONTENT_DIR: newsroom.directory, SITE_URL: 'https://news.example' })
}

/** Of what `npm run new` printed: the file, and the path of the preview URL. */
function printed([file = '', preview = '']: string[]) {
  return { file, url: new URL(preview.split(' ')[0] ?? '') }
}

describe.concurrent('npm run new', () => {
  it('prints where the story is and where to see it', async () => {
    const { status, stdout, stderr } = await create(testNewsroom(), '--section', 'world', 'Talks begin')
    const { file, url } = printed(stdout)
    const [, day = ''] = /articles\/(\d{4}\/\d\d\/\d\d)\/talks-begin\.en\.md$/.exec(file) ?? []
    expect(existsSync(file)).toBe(true)
    expect(url.href).toBe(`https://news.example/en/world/${day.replaceAll('/', '-')}/talks-begin`)
    expect(stderr).toEqual([])
    expect(status).toBe(0)
  })

  it.each([
    ['plain words', 'Talks begin', 'en', 'talks-begin'],
    ['quotes, a colon and a number sign', `It's "done": yes #1 - no`, 'en', 'its-done-yes-1-no'],
    ['a backslash and braces', '\\u0041 {a: [b]} *c', 'en', 'u0041-a-b-c'],
    ['what YAML takes for something else', 'null', 'en', 'null'],
    ['an emoji', '🚀 Moon', 'en', 'moon'],
    ['a line break and a tab', 'One\ntwo\tthree', 'en', 'one-two-three'],
    ['Chinese', '海峡会谈：第一天，“开始”', 'zh-Hans', '海峡会谈-第一天-开始'],
    ['Arabic', 'محادثات اليوم؟', 'ar', 'محادثات-اليوم'],
  ])('makes a draft that passes every check of a headline with %s', async (_, headline, lang, slug) => {
    const newsroom = testNewsroom()
    const { status, stdout } = await create(newsroom, '--section', 'world', '--lang', lang, headline)
    expect(status).toBe(0)
    expect(decodeURIComponent(printed(stdout).url.pathname)).toMatch(new RegExp(`/${slug}$`))

    newsroom.sync({ now: Date.now() })
    expect(newsroom.problems()).toEqual([])
    expect(latestStories(newsroom.db, lang, 1)).toEqual([])
    newsroom.sync({ now: Date.now(), preview: true })
    expect(latestStories(newsroom.db, lang, 2)).toMatchObject([
      { lang, slug, held: 'draft', fields: { title: headline.replace(/\s/g, ' '), section: 'world' } },
    ])
  })

  it('passes npm run check', async () => {
    const newsroom = testNewsroom()
    await create(newsroom, '--section', 'sport', 'A match')
    expect(await runCommand('check', [], { CONTENT_DIR: newsroom.directory })).toMatchObject({
      status: 0,
      stdout: [],
    })
  })

  it('joins words that were not quoted', async () => {
    const { stdout } = await create(testNewsroom(), '--section', 'world', 'Talks', 'begin', 'today')
    expect(readFileSync(printed(stdout).file, 'utf8')).toContain('\ntitle: "Talks begin today"\n')
  })

  it('makes the story in the first language unless told otherwise', async () => {
    const newsroom = testNewsroom({ 'site.yaml': siteYaml.replace('[en, ar,', '[ar, en,') })
    expect(printed((await create(newsroom, '--section', 'world', 'A')).stdout).file).toMatch(/\/a\.ar\.md$/)
  })

  it('takes a section that looks like a number', async () => {
    const newsroom = testNewsroom({ 'site.yaml': siteYaml.replace('id: sport', 'id: "2025"') })
    expect((await create(newsroom, '--section', '2025', 'A')).status).toBe(0)
    newsroom.sync({ now: Date.now() })
    expect(newsroom.problems()).toEqual([])
  })

  it('leaves a story alone that is there already', async () => {
    const newsroom = testNewsroom()
    const { file } = printed((await create(newsroom, '--section', 'world', 'Talks begin')).stdout)
    const before = readFileSync(file, 'utf8')
    const { status, stdout, stderr } = await create(newsroom, '--section', 'sport', 'Talks: “begin”')
    expect(stderr).toEqual([`${file} is there already. Open it, or give another headline.`])
    expect(stdout).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(status).toBe(1)
  })

  it.each([
    ['a misspelt section', ['--section', 'wrold', 'A'], 'There is no section "wrold". Did you mean "world"?'],
    [
      'a section there is not',
      ['--section', 'gardening', 'A'],
      'There is no section "gardening". Use one of: world, sport.',
    ],
    [
      'a misspelt language',
      ['--section', 'world', '--lang', 'zh-hans', 'A'],
      '"zh-hans" is not a language of this site. Did you mean "zh-Hans"?',
    ],
    [
      'a language there is not',
      ['--section', 'world', '--lang', 'quenya', 'A'],
      '"quenya" is not a language of this site. Use one of: en, ar, zh-Hans.',
    ],
    [
      'a headline of punctuation',
      ['--section', 'world', '?!… “”'],
      'The headline has no letters to make a URL of. Give one that has.',
    ],
    ['no headline', ['--section', 'world'], usage],
    ['no section', ['A headline'], usage],
    ['an unknown option', ['--section', 'world', '--author', 'ada', 'A'], usage],
    ['nothing at all', [], usage],
  ])('says in one line what is wrong with %s, and makes nothing', async (_, args, line) => {
    const newsroom = testNewsroom()
    expect(await create(newsroom, ...args)).toEqual({ status: 1, stdout: [], stderr: [line] })
    expect(existsSync(join(newsroom.directory, 'articles'))).toBe(false)
  })

  it('says in a line what is wrong with the settings', async () => {
    const { status, stdout, stderr } = await create(
      testNewsroom({ 'site.yaml': 'name: X\n' }),
      '--section',
      'a',
      'A',
    )
    expect(stdout).toEqual([])
    expect(stderr.length).toBeGreaterThan(0)
    for (const line of stderr) expect(line).toMatch(/^site\.yaml:\d+:\d+: `\w+` ./)
    expect(status).toBe(1)
  })

  it('says in one line that there is no such folder', async () => {
    const missing = join(testNewsroom().directory, 'nowhere')
    const { status, stderr } = await runCommand('new', ['--section', 'world', 'A'], { CONTENT_DIR: missing })
    expect(stderr).toHaveLength(1)
    expect(stderr[0]).toContain(missing)
    expect(status).toBe(1)
  })
})
