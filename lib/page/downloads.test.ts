import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { mediaAt, publicMedia } from '../index/queries/media-queries.ts'
import { pageKeys } from '../keys/page-keys.ts'
import { pictureKeys } from '../keys/picture-keys.ts'
import { machineFile, machineSite } from '../testing/machine.ts'
import { testDownloads, zipOf } from '../testing/media.ts'
import { storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testPageContext } from '../testing/page-context.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { resolveUrl } from '../urls/resolve.ts'
import { proseHtml } from './story-prose.ts'

const day = 'articles/2025/05/16'

describe.each([
  ['en', 'budget'],
  ['ar', 'ميزانية'],
  ['zh-Hans', '预算'],
])('a file that a story links to (%s)', (lang, name) => {
  const file = `${day}/talks.${lang}.md`
  let made: TestNewsroom
  const html = () => proseHtml(testPageContext(made, lang), { path: file, lang })
  const address = (ending: string) =>
    `/media/${mediaAt(made.db, `${day}/${name}.${ending}`)?.hash}/download.${ending}`

  beforeEach(() => {
    made = testNewsroom({
      ...Object.fromEntries(
        Object.entries(testDownloads).map(([ending, bytes]) => [`${day}/${name}.${ending}`, bytes]),
      ),
      [`${day}/other.pdf`]: Buffer.concat([testDownloads.pdf, Buffer.from('other')]),
      [file]: storyText(
        {},
        `[A](${name}.pdf) [B](${name}.csv#row) [C](${encodeURI(name)}.xlsx) [D][d]\n\n[d]: ./${name}.zip\n`,
      ),
    })
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it('has a permanent address on the page, in the feed and in the Markdown', async () => {
    const page = await html()
    expect(page).toContain(`<a href="${address('pdf')}">A</a>`)
    expect(page).toContain(`<a href="${address('csv')}#row">B</a>`)
    expect(page).toContain(`<a href="${address('xlsx')}">C</a>`)
    expect(page).toContain(`<a href="${address('zip')}">D</a>`)
    expect(address('pdf')).toMatch(/^\/media\/[0-9a-f]{16}\/download\.pdf$/)
    const feed = (await machineFile(made, `/${lang}/atom.xml`)).body
    expect(feed).toContain(`href=&quot;${machineSite}${address('pdf')}&quot;`)
    expect(feed).not.toContain('rel="enclosure"')
    const markdown = (await machineFile(made, encodeURI(`/${lang}/world/2025-05-16/talks.md`))).body
    expect(markdown).toContain(`[A](${machineSite}${address('pdf')})`)
    expect(markdown).toContain(`[d]: ${machineSite}${address('zip')}`)
  })

  it('is served under its type while the story is public, and no other is', () => {
    const served = (ending: string) => {
      const [, , hash = '', last = ''] = address(ending).split('/')
      return publicMedia(made.db, hash, last)
    }
    expect(served('pdf')).toMatchObject({ kind: 'download', type: 'application/pdf' })
    expect(served('csv')).toMatchObject({ type: 'text/csv' })
    expect(mediaAt(made.db, `${day}/other.pdf`)).toBeUndefined()
    const pdf = served('pdf')
    for (const status of ['draft', 'withdrawn']) {
      made.write(file, storyText({ status }, `[A](${name}.pdf)\n`))
      made.sync({ scope: [file] })
      expect(publicMedia(made.db, pdf?.hash ?? '', 'download.pdf')).toBeUndefined()
    }
    made.write(file, storyText({ date: '2025-05-22T00:00:00Z' }, `[A](${name}.pdf)\n`))
    made.sync({ scope: [file] })
    expect(publicMedia(made.db, pdf?.hash ?? '', 'download.pdf')).toBeUndefined()
    made.sync({ now: Date.parse('2025-05-22T00:00:00Z'), scope: [] })
    expect(publicMedia(made.db, pdf?.hash ?? '', 'download.pdf')).toBeDefined()
  })

  it('gets another address when it is changed, and the page follows', async () => {
    const before = address('pdf')
    made.write(`${day}/${name}.pdf`, Buffer.concat([testDownloads.pdf, Buffer.from('more')]))
    made.sync({ scope: [`${day}/${name}.pdf`] })
    expect(address('pdf')).not.toBe(before)
    expect(await html()).toContain(`<a href="${address('pdf')}">A</a>`)
  })

  it('is dropped by the keys of its story, and can be the target of an old address', () => {
    const [, , hash = ''] = address('pdf').split('/')
    const view = { db: made.db, newsroom: made.newsroom(), now: testNow }
    const own = pageKeys({ kind: 'story', day: '2025-05-16', slug: 'talks' }, lang)
    expect(own).toEqual(expect.arrayContaining(pictureKeys(view, hash).slice(1)))
    const redirects = { '/files/old.pdf': `${day}/${name}.pdf` }
    expect(resolveUrl({ ...view, newsroom: { ...view.newsroom, redirects } }, '/files/old.pdf')).toEqual({
      kind: 'moved',
      to: address('pdf'),
    })
  })
})

const notThere = (file: string) =>
  `${day}/a.en.md:7:1: The file ${file} is not there. Put the file beside the story, or correct its name.`

describe('a link to a file that is not served is reported', () => {
  const problems = (link: string, prepare: (made: TestNewsroom) => void = () => {}) => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText({}, `[A](${link})\n`) })
    prepare(made)
    made.sync()
    expect(made.db.prepare('SELECT count(*) AS n FROM media').get()?.n).toBe(0)
    return made.problems()
  }
  const put = (path: string, bytes: Uint8Array) => (made: TestNewsroom) => made.write(path, bytes)

  it.each(['none.pdf', '../17/none.csv', 'NONE.ZIP', 'none.pdf#page=3', '%E9%A2%84.xlsx'])(
    'missing: %s',
    (link) => {
      expect(problems(link)).toEqual([notThere(link.replace('#page=3', ''))])
    },
  )

  it.each([
    '../../../../../secret.pdf',
    '..%2f..%2f..%2f..%2f..%2fsecret.pdf',
    '../../../../.git/secret.pdf',
  ])('outside the content folder, or hidden in it: %s', (link) => {
    const prepare = (made: TestNewsroom) => {
      for (const folder of [dirname(made.directory), join(made.directory, '.git')]) {
        mkdirSync(folder, { recursive: true })
        const secret = join(folder, 'secret.pdf')
        writeFileSync(secret, testDownloads.pdf)
        onTestFinished(() => rmSync(secret, { force: true }))
      }
    }
    expect(problems(link, prepare)).toEqual([notThere(link)])
  })

  it('behind a link that leads out', () => {
    const prepare = ({ directory }: TestNewsroom) => {
      const secret = join(temporaryFolder(), 'secret.pdf')
      writeFileSync(secret, testDownloads.pdf)
      symlinkSync(secret, join(directory, day, 'a.pdf'))
    }
    expect(problems('a.pdf', prepare)).toEqual([notThere('a.pdf')])
  })

  it('too large', () => {
    const prepare = (made: TestNewsroom) => {
      made.write(`${day}/a.pdf`, testDownloads.pdf)
      truncateSync(join(made.directory, day, 'a.pdf'), 101 * 1024 * 1024)
    }
    expect(problems('a.pdf', prepare)).toEqual([
      `${day}/a.en.md:7:1: The file a.pdf has 101 MB; 100 MB is the most. Save it smaller.`,
    ])
  })

  it.each([
    ['a.pdf', testDownloads.zip],
    ['a.pdf', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a.pdf', Buffer.alloc(0)],
    ['a.zip', testDownloads.pdf],
    ['a.xlsx', zipOf('mimetype')],
    ['a.xlsx', testDownloads.csv],
    ['a.csv', testDownloads.xlsx],
    ['a.csv', Buffer.from('\n<html><body>')],
    ['a.csv', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
  ])('not what its name says: %s (%#)', (name, bytes) => {
    expect(problems(name, put(`${day}/${name}`, bytes))).toEqual([
      `${day}/a.en.md:7:1: The file ${name} is not what its name says. Save it as PDF, CSV, XLSX or ZIP, and name it so.`,
    ])
  })
})

it.each([
  ['a.csv', '\ufeffStadt;Höhe\nKöln;37\n'],
  ['a.csv', ''],
  ['a.CSV', 'a\tb\r\n'],
])('a table in text may be %j (%#)', (name, text) => {
  const made = testNewsroom({
    [`${day}/${name}`]: text,
    [`${day}/a.en.md`]: storyText({}, `[A](${name})\n`),
  })
  made.sync()
  expect(made.problems()).toEqual([])
})
