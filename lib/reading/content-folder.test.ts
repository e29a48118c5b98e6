import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testNewsroom } from '../testing/newsroom.ts'
import { problemLines, valueIn } from '../testing/reading.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { openContentFolder } from './content-folder.ts'
import type { Listed } from './list-folder.ts'

const day = 'articles/2025/05/16'
const leadsOut = 'This symbolic link leads out of the content folder. Put the file itself here.'
const leadsNowhere = 'This symbolic link leads to a folder or to nothing. Put the files themselves here.'

function list({ folder }: ReturnType<typeof testNewsroom>, paths?: string[]) {
  const files: Listed[] = []
  const visit = folder.visit(paths)
  let next = visit.next()
  for (; !next.done; next = visit.next()) files.push(next.value)
  return { files, ...next.value }
}

function paths(made: ReturnType<typeof testNewsroom>): string[] {
  return list(made)
    .files.map(({ path }) => path)
    .sort()
}

function listingProblems(made: ReturnType<typeof testNewsroom>): string[] {
  return problemLines({ ok: false, problems: list(made).problems })
}

/** A folder beside the content folder, with a secret in it. */
function elsewhere(): string {
  const outside = temporaryFolder()
  writeFileSync(join(outside, 'secret.md'), 'Secret')
  return outside
}

describe('openContentFolder', () => {
  it('throws when there is none', () => {
    expect(() => openContentFolder(join(temporaryFolder(), 'missing'))).toThrow('ENOENT')
  })

  it('follows a link to the content folder itself', () => {
    const { directory } = testNewsroom({ 'pages/about.en.md': 'About' })
    const link = join(temporaryFolder(), 'content')
    symlinkSync(directory, link)
    expect(valueIn(openContentFolder(link).readText('pages/about.en.md'))).toBe('About')
  })
})

describe('visit', () => {
  it('lists all Markdown of articles and pages, by path', () => {
    const made = testNewsroom({
      [`${day}/b.en.md`]: 'b',
      [`${day}/a.en.md`]: 'a',
      [`${day}/伊斯坦布尔.zh-Hans.md`]: 'c',
      'articles/stray.md': 'd',
      'pages/about.en.md': 'e',
      [`${day}/a.jpg`]: 'picture',
      [`${day}/notes.txt`]: 'text',
      'README.md': 'not content',
      'drafts/f.en.md': 'not content',
    })
    expect(paths(made)).toEqual([
      `${day}/a.en.md`,
      `${day}/b.en.md`,
      `${day}/伊斯坦布尔.zh-Hans.md`,
      'articles/stray.md',
      'pages/about.en.md',
    ])
    expect(listingProblems(made)).toEqual([])
  })

  it('gives the size and modification time of each file', () => {
    const made = testNewsroom({ 'pages/about.en.md': 'Über' })
    const { mtimeMs } = statSync(join(made.directory, 'pages/about.en.md'))
    expect(list(made).files).toEqual([{ path: 'pages/about.en.md', bytes: 5, modified: mtimeMs }])
  })

  it('is empty when there are neither articles nor pages', () => {
    expect(list(testNewsroom())).toEqual({
      files: [],
      unseen: ['articles'],
      isWithoutStories: true,
      problems: [],
      faults: [],
    })
  })

  it('leaves hidden files and folders alone', () => {
    const made = testNewsroom({
      [`${day}/.draft.en.md`]: 'a',
      [`${day}/.#talks.en.md`]: 'a',
      'articles/.git/b.en.md': 'b',
      'pages/.obsidian/c.en.md': 'c',
    })
    expect(list(made)).toMatchObject({ files: [], unseen: [], problems: [], isWithoutStories: false })
  })

  it('recognises a folder whatever its name', () => {
    expect(paths(testNewsroom({ 'articles/folder.md/a.en.md': 'a' }))).toEqual(['articles/folder.md/a.en.md'])
  })

  it('follows a link to a file inside', () => {
    const made = testNewsroom({ 'pages/about.en.md': 'About' })
    symlinkSync('about.en.md', join(made.directory, 'pages/imprint.en.md'))
    expect(paths(made)).toEqual(['pages/about.en.md', 'pages/imprint.en.md'])
    expect(valueIn(made.folder.readText('pages/imprint.en.md'))).toBe('About')
    expect(listingProblems(made)).toEqual([])
  })

  it('reports a link to a file outside and does not list it', () => {
    const made = testNewsroom({ 'pages/about.en.md': 'About' })
    symlinkSync(join(elsewhere(), 'secret.md'), join(made.directory, 'pages/secret.en.md'))
    expect(paths(made)).toEqual(['pages/about.en.md'])
    expect(listingProblems(made)).toEqual([`pages/secret.en.md:1:1: ${leadsOut}`])
  })

  it('reports links to folders, inside or out, and does not enter them', () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: 'a' })
    symlinkSync(elsewhere(), join(made.directory, 'articles/outside'))
    symlinkSync('.', join(made.directory, 'articles/loop'))
    symlinkSync('2025', join(made.directory, 'articles/inside.md'))
    expect(paths(made)).toEqual([`${day}/a.en.md`])
    expect(listingProblems(made).sort()).toEqual([
      `articles/inside.md:1:1: ${leadsNowhere}`,
      `articles/loop:1:1: ${leadsNowhere}`,
      `articles/outside:1:1: ${leadsNowhere}`,
    ])
  })

  it.each(['articles/outside/secret.md', 'articles/outside', 'articles/inside/05/16/a.en.md'])(
    'does not go through a link to a folder to what is named: %s',
    (path) => {
      const made = testNewsroom({ [`${day}/a.en.md`]: 'a' })
      symlinkSync(elsewhere(), join(made.directory, 'articles/outside'))
      symlinkSync('2025', join(made.directory, 'articles/inside'))
      expect(list(made, [path]).files).toEqual([])
    },
  )

  it('does not follow a link in place of the folder of all articles', () => {
    const made = testNewsroom({ 'pages/about.ar.md': 'عن' })
    symlinkSync(elsewhere(), join(made.directory, 'articles'))
    expect(paths(made)).toEqual(['pages/about.ar.md'])
    expect(listingProblems(made)).toEqual([`articles:1:1: ${leadsNowhere}`])
    expect(list(made).unseen).toEqual(['articles'])
  })

  it('reports a link to nothing', () => {
    const made = testNewsroom({ 'pages/about.en.md': 'About' })
    symlinkSync('missing.en.md', join(made.directory, 'pages/broken.en.md'))
    symlinkSync('itself.en.md', join(made.directory, 'pages/itself.en.md'))
    expect(paths(made)).toEqual(['pages/about.en.md'])
    expect(listingProblems(made)).toEqual([
      `pages/broken.en.md:1:1: ${leadsNowhere}`,
      `pages/itself.en.md:1:1: ${leadsNowhere}`,
    ])
  })

  it('reports a file where a folder should be', () => {
    expect(listingProblems(testNewsroom({ articles: 'a file' }))).toEqual([
      'articles:1:1: This folder cannot be read. Give the server permission to read it.',
    ])
  })
})

describe('readText', () => {
  const path = 'pages/about.en.md'
  const reading = (bytes: string | Uint8Array) => testNewsroom({ [path]: bytes }).folder.readText(path)

  it('reads UTF-8', () => {
    expect(valueIn(reading('Über 伊斯坦布尔 🙂\r\n'))).toBe('Über 伊斯坦布尔 🙂\r\n')
  })

  it('reads a file of 512 KB and refuses a larger one', () => {
    expect(valueIn(reading('a'.repeat(512 * 1024)))).toHaveLength(512 * 1024)
    expect(problemLines(reading('a'.repeat(512 * 1024 + 1)))).toEqual([
      `${path}:1:1: The file has 513 KB; 512 KB is the most. Split it into several stories.`,
    ])
    expect(problemLines(reading('a'.repeat(1024 * 1024)))).toEqual([
      `${path}:1:1: The file has 1024 KB; 512 KB is the most. Split it into several stories.`,
    ])
  })

  it.each([
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['a cut-off character', [0x61, 0xe4, 0xbc]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
  ])('refuses %s', (_, bytes) => {
    expect(problemLines(reading(Uint8Array.from(bytes)))).toEqual([
      `${path}:1:1: The file is not UTF-8 text. Save it with the encoding UTF-8.`,
    ])
  })

  it.each(['pages/missing.en.md', 'pages', '', '.', '../secret.md', 'pages/about.en.md/more', 'a\0b'])(
    'has nothing to read at %j',
    (missing) => {
      const { folder } = testNewsroom({ [path]: 'About' })
      const [problem] = problemLines(folder.readText(missing))
      expect(problem).toContain(':1:1: The file is not there. Create it.')
    },
  )
})

describe('locate', () => {
  const made = testNewsroom({ [`${day}/a.jpg`]: 'a', 'pages/about.en.md': 'About' })
  const outside = elsewhere()
  symlinkSync(join(outside, 'secret.md'), join(made.directory, 'pages/secret.jpg'))
  symlinkSync(outside, join(made.directory, 'pages/outside'))
  symlinkSync('about.en.md', join(made.directory, 'pages/link.en.md'))

  it('finds a file', () => {
    expect(made.folder.locate(`${day}/a.jpg`)).toBe(join(made.directory, day, 'a.jpg'))
  })

  it('finds what a link inside leads to', () => {
    expect(made.folder.locate('pages/link.en.md')).toBe(join(made.directory, 'pages/about.en.md'))
  })

  it.each([
    ['a missing file', `${day}/b.jpg`],
    ['a folder', day],
    ['the content folder', ''],
    ['a way out', '../../../../../../../../etc/passwd'],
    ['a way out from within', `${day}/../../../../../../../../../etc/passwd`],
    ['an absolute path', '/etc/passwd'],
    ['a link to a file outside', 'pages/secret.jpg'],
    ['a file through a link to a folder outside', 'pages/outside/secret.md'],
    ['a name cut short by NUL', `${day}/a.jpg\0.png`],
    ['a NUL alone', '\0'],
    ['a very long name', 'a'.repeat(5000)],
  ])('does not find %s', (_, path) => {
    expect(made.folder.locate(path)).toBeUndefined()
  })
})

describe('locate beside a folder whose name begins like its own', () => {
  const parent = temporaryFolder()
  for (const name of ['content', 'content-more']) {
    mkdirSync(join(parent, name))
    writeFileSync(join(parent, name, 'a.jpg'), name)
  }

  it('does not find what is in there', () => {
    const folder = openContentFolder(join(parent, 'content'))
    expect(folder.locate('../content/a.jpg')).toBe(join(parent, 'content/a.jpg'))
    expect(folder.locate('../content-more/a.jpg')).toBeUndefined()
  })
})

describe('listAuthors', () => {
  it('lists the ids of all author files, sorted', () => {
    const made = testNewsroom({
      'authors/zoe.yaml': 'name: Zoe',
      'authors/林海.yaml': 'name: Lin Hai',
      'authors/.hidden.yaml': 'name: Nobody',
      'authors/notes.txt': 'none',
      'authors/old.yml': 'none',
    })
    expect(made.folder.listAuthors()).toEqual(['ada', 'zoe', '林海'])
  })

  it('is empty when there is no such folder', () => {
    const made = testNewsroom()
    made.remove('authors')
    expect(made.folder.listAuthors()).toEqual([])
  })
})
