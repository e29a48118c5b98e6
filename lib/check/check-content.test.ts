import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { siteYaml, storyText, testNewsroom } from '../testing/newsroom.ts'
import { problemLines } from '../testing/reading.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { checkContent } from './check-content.ts'

const day = 'articles/2025/05/16'

describe('checkContent', () => {
  it('finds nothing wrong with good content', () => {
    const { directory } = testNewsroom({
      [`${day}/talks.en.md`]: storyText(),
      'pages/about.en.md': '---\ntitle: About\n---\n',
    })
    expect(checkContent(directory)).toMatchObject({ files: 2, problems: [] })
  })

  it('reports everything there is to fix, by file and place', () => {
    const { directory } = testNewsroom({
      'redirects.yaml': 'old: /new\n',
      [`${day}/b.en.md`]: storyText({ kind: 'nws', status: 'hidden' }, 'A <nav>.\n\n[a](missing.en.md)'),
      [`${day}/a.en.md`]: storyText({}, '[a](missing.en.md)\n\n[b](gone.en.md)'),
      [`${day}/c.en.md`]: storyText({ status: 'draft', topics: 'a' }),
    })
    const { files, problems } = checkContent(directory)
    expect(files).toBe(3)
    const places = problems.map(({ file, line, column }) => `${file}:${line}:${column}`)
    expect(places).toEqual([
      `${day}/a.en.md:7:1`,
      `${day}/a.en.md:9:1`,
      `${day}/b.en.md:6:7`,
      `${day}/b.en.md:7:9`,
      `${day}/b.en.md:9:3`,
      `${day}/b.en.md:11:1`,
      `${day}/c.en.md:7:9`,
      'redirects.yaml:1:1',
    ])
    // Each says what is wrong and how to fix it.
    for (const line of problemLines({ ok: false, problems })) expect(line).toMatch(/^\S+: .+\. .+[.?]$/)
  })

  it('says what is wrong with settings that cannot be used at all', () => {
    const { directory } = testNewsroom({ 'site.yaml': siteYaml.replace('Europe/Athens', 'Mars') })
    expect(checkContent(directory)).toMatchObject({
      files: 0,
      problems: [
        {
          file: 'site.yaml',
          line: 3,
          column: 11,
          message: '`timeZone` is not a time zone. Write an IANA name such as Europe/Athens.',
        },
      ],
    })
  })

  it('checks from scratch: no last good version hides a broken file', () => {
    const made = testNewsroom({ [`${day}/talks.en.md`]: storyText() })
    made.sync()
    made.write(`${day}/talks.en.md`, '')
    expect(checkContent(made.directory).problems).toHaveLength(1)
  })

  it('writes nothing into the content folder', () => {
    const { directory } = testNewsroom()
    checkContent(directory)
    expect(readdirSync(directory).sort()).toEqual(['authors', 'site.yaml'])
  })

  it('reports up to ten problems of a file, whichever check found them', () => {
    const redirects = Array.from({ length: 40 }, (_, index) => `/old-${index}: /nowhere-${index}\n`).join('')
    const { directory } = testNewsroom({ 'redirects.yaml': redirects, [`${day}/a.en.md`]: storyText() })
    const { problems } = checkContent(directory)
    expect(problems).toHaveLength(11)
    expect(problems.at(-1)).toEqual({
      file: 'redirects.yaml',
      line: 11,
      column: 10,
      message: 'There are 30 more problems in this file. Mend those above first.',
    })
  })

  it('throws when the folder is not there', () => {
    expect(() => checkContent(join(temporaryFolder(), 'missing'))).toThrow('ENOENT')
  })
})
