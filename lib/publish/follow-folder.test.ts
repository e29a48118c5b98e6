import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'
import { temporaryFolder } from '../testing/temporary.ts'

const day = 'articles/2025/05/16'

const replacements: [string, (made: TestNewsroom, other: string) => void][] = [
  [
    'is swapped for another by mv',
    ({ directory }, other) => {
      renameSync(directory, `${directory}-old`)
      renameSync(other, directory)
    },
  ],
  [
    'is deleted and written anew',
    ({ directory }, other) => {
      rmSync(directory, { recursive: true })
      cpSync(other, directory, { recursive: true })
    },
  ],
  [
    'becomes a symbolic link to another',
    ({ directory }, other) => {
      renameSync(directory, `${directory}-old`)
      symlinkSync(other, directory)
    },
  ],
]

describe('a content folder that', () => {
  it.each(replacements)('%s is published, and so is what is saved in it from then on', async (_, replace) => {
    const made = testNewsroom({ [`${day}/a.ar.md`]: storyText(), [`${day}/b.en.md`]: storyText() })
    const other = copyOf(made.directory)
    write(other, `${day}/a.ar.md`, storyText({ title: 'عنوان' }))
    rmSync(join(other, `${day}/b.en.md`))
    const { headline, lines, progress, soon } = await startPublisher(made)
    replace(made, other)
    await soon(() => expect([headline('a', 'ar'), headline('b')]).toEqual(['عنوان', undefined]))
    for (const title of ['Saved', 'Saved again']) {
      write(made.directory, `${day}/c.en.md`, storyText({ title }))
      await soon(() => expect(headline('c')).toBe(title))
    }
    expect(progress()?.wrong).toEqual([])
    expect(lines.filter(({ event }) => event === 'content folder replaced')).toHaveLength(1)
  })

  it('is reached by a symbolic link that is switched is followed, even where a file looks the same as before', async () => {
    const made = testNewsroom({ [`${day}/a.zh-Hans.md`]: storyText({ title: '甲' }) })
    const other = copyOf(made.directory)
    write(other, `${day}/a.zh-Hans.md`, storyText({ title: '乙' }))
    for (const folder of [made.directory, other]) utimesSync(join(folder, `${day}/a.zh-Hans.md`), 1000, 1000)
    const link = join(temporaryFolder(), 'content')
    symlinkSync(made.directory, link)
    const { headline, soon } = await startPublisher(made, { directory: link })
    expect(headline('a', 'zh-Hans')).toBe('甲')
    symlinkSync(other, `${link}.new`)
    renameSync(`${link}.new`, link)
    await soon(() => expect(headline('a', 'zh-Hans')).toBe('乙'))
    write(other, `${day}/a.zh-Hans.md`, storyText({ title: '丙' }))
    await soon(() => expect(headline('a', 'zh-Hans')).toBe('丙'))
    write(made.directory, `${day}/a.zh-Hans.md`, storyText({ title: 'Of the old one' }))
    write(other, `${day}/b.en.md`, storyText())
    await soon(() => expect(headline('b')).toBe('A headline'))
    expect(headline('a', 'zh-Hans')).toBe('丙')
  })

  it('is moved away takes nothing off the site, is reported once, and is followed when it is back', async () => {
    const made = testNewsroom({
      [`${day}/a.en.md`]: storyText(),
      'pages/about.en.md': '---\ntitle: About\n---\n',
    })
    const { headline, lines, passes, progress, publisher, soon } = await startPublisher(made)
    const away = `${made.directory}-away`
    renameSync(made.directory, away)
    await soon(() => expect(progress()?.wrong).toHaveLength(1))
    const wrong = progress()?.wrong[0]
    expect(wrong).toMatch(/^The content folder is not there \(ENOENT: .*\)\. Bring it back; until then/)
    expect(await publisher.publish(true)).toEqual({ ok: false, reason: wrong })
    // Longer than it takes to look twice.
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(lines).toEqual([{ level: 'error', event: 'content folder gone', problem: wrong }])
    expect(passes).toEqual([])
    expect(headline('a')).toBe('A headline')
    write(away, `${day}/a.en.md`, storyText({ title: 'Changed while away' }))
    renameSync(away, made.directory)
    await soon(() => expect(headline('a')).toBe('Changed while away'))
    expect(progress()?.wrong).toEqual([])
    expect(lines.filter(({ level }) => level !== 'info').map(({ event }) => event)).toEqual([
      'content folder gone',
      'content folder back',
    ])
    write(made.directory, `${day}/a.en.md`, storyText({ title: 'Saved later' }))
    await soon(() => expect(headline('a')).toBe('Saved later'))
    expect(made.db.prepare('SELECT count(*) AS n FROM pages').get()?.n).toBe(1)
  })

  it('is moved away while it is looked through takes nothing off the site either', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 250 }, (_, n) => [`${day}/s-${n}.en.md`, storyText()]),
    )
    const made = testNewsroom({ ...files, 'pages/about.en.md': '---\ntitle: About\n---\n' })
    const { publisher, headline } = await startPublisher(made)
    for (const path of Object.keys(files)) made.write(path, storyText({ title: 'New headline' }))
    const told = publisher.publish(true)
    renameSync(made.directory, `${made.directory}-away`)
    expect(await told).toMatchObject({ ok: false })
    for (const n of [0, 100, 249]) expect(headline(`s-${n}`)).toBeDefined()
    expect(made.db.prepare('SELECT count(*) AS n FROM pages').get()?.n).toBe(1)
  })
})

/** A copy beside it, to take its place. */
function copyOf(directory: string): string {
  const copy = join(temporaryFolder(), 'other')
  cpSync(directory, copy, { recursive: true })
  return copy
}

function write(directory: string, path: string, text: string) {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), text)
}
