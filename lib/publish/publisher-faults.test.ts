import { describe, expect, it } from 'vitest'
import type { ContentFolder } from '../reading/content-folder.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'
import { readHere, systemError } from '../testing/read-here.ts'

const day = 'articles/2025/05/16'
const path = `${day}/a.en.md`

describe('a full disk', () => {
  it('leaves what was published, and is tried again until there is room', async () => {
    const made = testNewsroom({ [path]: storyText() })
    const { headline, lines, publisher, soon } = await startPublisher(made)
    const pages = made.db.prepare('PRAGMA page_count').get()?.page_count
    made.db.exec(`PRAGMA max_page_count = ${Number(pages)}`)
    const long = 'Much to say.\n\n'.repeat(3000)
    for (const slug of ['a', 'b', 'c']) made.write(`${day}/${slug}.en.md`, storyText({ title: 'New' }, long))
    await soon(() =>
      expect(lines).toMatchObject([{ event: 'not published', reason: 'database or disk is full' }]),
    )
    expect(await publisher.publish(true)).toEqual({ ok: false, reason: 'database or disk is full' })
    expect(headline('a')).toBe('A headline')
    made.db.exec('PRAGMA max_page_count = 1000000')
    await soon(() => expect([headline('a'), headline('b'), headline('c')]).toEqual(['New', 'New', 'New']))
  })

  it('is not tried four times a second because a story is due', async () => {
    const soonDue = new Date(Date.now() + 1200).toISOString()
    const made = testNewsroom({ [path]: storyText({ date: soonDue }) })
    const { headline, lines, soon } = await startPublisher(made)
    made.db.exec('PRAGMA query_only = 1')
    await soon(() => expect(lines).toHaveLength(2))
    // The waits between tries grow, whatever the clock says.
    expect(lines).toMatchObject([{ againInSeconds: 1 }, { againInSeconds: 2 }])
    made.db.exec('PRAGMA query_only = 0')
    await soon(() => expect(headline('a')).toBe('A headline'))
  })

  it('is retried as soon as the next file is saved', async () => {
    const made = testNewsroom({ [path]: storyText() })
    const { headline, lines, soon } = await startPublisher(made)
    made.db.exec('PRAGMA query_only = 1')
    made.write(path, storyText({ title: 'Missed' }))
    await soon(() => expect(lines).toHaveLength(1))
    made.db.exec('PRAGMA query_only = 0')
    made.write(`${day}/b.en.md`, storyText({ title: 'Next' }))
    await soon(() => expect([headline('a'), headline('b')]).toEqual(['Missed', 'Next']))
  })
})

describe('a file the system cannot read', () => {
  it('keeps what it held on the site, is reported to the operator, and is tried again', async () => {
    const made = testNewsroom({ [path]: storyText() })
    let isFull = false
    const folder: ContentFolder = {
      ...made.folder,
      readText(file) {
        if (isFull && file === path) throw systemError('EMFILE', 'too many open files')
        return made.folder.readText(file)
      },
    }
    const { headline, lines, progress, soon } = await startPublisher(made, { reading: readHere(folder) })
    isFull = true
    made.write(path, storyText({ title: 'Corrected' }))
    await soon(() => expect(lines).toMatchObject([{ event: 'files not read', file: path }]))
    expect(headline('a')).toBe('A headline')
    expect(made.problems()).toEqual([])
    await soon(() =>
      expect(progress()?.wrong).toEqual([expect.stringContaining('EMFILE: too many open files')]),
    )
    isFull = false
    await soon(() => expect(headline('a')).toBe('Corrected'))
    await soon(() => expect(progress()?.wrong).toEqual([]))
  })
})

describe('a file that cannot be used, or a folder without permission', () => {
  it('keeps what it held on the site, and is reported', async () => {
    const made = testNewsroom({ [path]: storyText(), [`${day}/b.ar.md`]: storyText({ title: 'B' }) })
    let isLocked = false
    const folder: ContentFolder = {
      ...made.folder,
      *visit(paths) {
        if (!isLocked) return yield* made.folder.visit(paths)
        const problems = [{ file: day, line: 1, column: 1, message: 'Not readable.' }]
        return { unseen: [day], problems, faults: [], isWithoutStories: false }
      },
    }
    const { headline, lines, publisher } = await startPublisher(made, { folder })
    // Root, who may run the tests, can read every file, so this one is not text.
    made.write(path, Buffer.from([0x2d, 0xff]))
    await publisher.publish(true)
    expect(lines).toMatchObject([
      {
        event: 'cannot be published',
        problem: expect.stringContaining(`${path}:1:1: The file is not UTF-8`),
      },
    ])
    lines.length = 0
    isLocked = true
    await publisher.publish(true)
    expect(lines).toMatchObject([{ event: 'cannot be published', problem: `${day}:1:1: Not readable.` }])
    expect([headline('a'), headline('b', 'ar')]).toEqual(['A headline', 'B'])
    isLocked = false
    made.write(path, storyText({ title: 'Unlocked' }))
    await publisher.publish(true)
    expect(made.problems()).toEqual([])
    expect(headline('a')).toBe('Unlocked')
  })
})
