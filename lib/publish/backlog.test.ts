import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { storedProse, uncompiled } from '../index/kept-prose.ts'
import { latestStories } from '../index/queries/story-queries.ts'
import { type Compiler, createCompiler } from '../prose/compiler.ts'
import { proseVersion } from '../prose/version.ts'
import { readAhead } from '../reading/read-ahead.ts'
import { logLines } from '../testing/log-lines.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { createBacklog } from './backlog.ts'

const day = 'articles/2025/05/16'
const languages = ['en', 'ar', 'zh-Hans']
const soon = (claim: () => void) => vi.waitFor(claim, { timeout: 20_000 })

/** An archive that was read but not compiled. */
function archive(stories: number): TestNewsroom {
  const files = Array.from({ length: stories }, (_, at): [string, string] => [
    `${day}/story-${at}.${languages[at % 3]}.md`,
    storyText({ date: `2025-05-16T00:${String(at % 60).padStart(2, '0')}:00Z` }, `نص ${at}\n`),
  ])
  const made = testNewsroom({
    ...Object.fromEntries(files),
    'pages/about.ar.md': '---\ntitle: عن\n---\nنص\n',
  })
  made.sync({ reading: (run, paths) => readAhead({ ...run, compiles: false }, paths) })
  return made
}

function start(made: TestNewsroom, compiler: () => Compiler = createCompiler) {
  const judged: string[] = []
  const { log, lines } = logLines()
  const backlog = createBacklog({ db: made.db, compiler, judge: (path) => judged.push(path), log })
  onTestFinished(() => backlog.close())
  return { backlog, judged, lines }
}

/** A compiler that does what a test says. */
function pretend(prose: Compiler['prose']): () => Compiler {
  return () => ({ prose, markdown: async () => [], close: async () => {} })
}

describe('what was published without being compiled', () => {
  it('is compiled in the background, pages and the newest stories first', async () => {
    const made = archive(20)
    const order: string[] = []
    const { backlog, lines } = start(made, () => {
      const compiler = createCompiler()
      return {
        ...compiler,
        prose(text) {
          order.push(text.path)
          return compiler.prose(text)
        },
      }
    })
    backlog.wake()
    await soon(() => expect(uncompiled(made.db, 9)).toEqual([]))
    expect(order.slice(0, 2)).toEqual(['pages/about.ar.md', `${day}/story-19.ar.md`])
    expect(order).toHaveLength(21)
    for (const lang of languages)
      for (const { path } of latestStories(made.db, lang, 99))
        expect(storedProse(made.db, path, proseVersion(lang))).toContain('<p>نص')
    await soon(() => expect(lines).toMatchObject([{ event: 'texts compiled', texts: 21 }]))
  })

  it('resumes where it was when a server was stopped', async () => {
    const made = archive(20)
    const first = start(made)
    first.backlog.wake()
    await soon(() => expect(uncompiled(made.db, 99).length).toBeLessThan(21))
    await first.backlog.close()
    const left = uncompiled(made.db, 99)
    first.backlog.wake()
    expect(left.length).toBeGreaterThan(0)
    expect(first.lines).toEqual([])
    start(made).backlog.wake()
    await soon(() => expect(uncompiled(made.db, 9)).toEqual([]))
  })

  it('is compiled again when it changed meanwhile', async () => {
    const made = archive(1)
    const path = `${day}/story-0.en.md`
    let asked = 0
    const { backlog } = start(
      made,
      pretend(async (text) => {
        asked += 1
        if (asked === 2) {
          made.write(path, storyText({}, 'New.\n'))
          made.sync({ scope: [path], reading: (run, all) => readAhead({ ...run, compiles: false }, all) })
        }
        return JSON.stringify([text.body])
      }),
    )
    backlog.wake()
    await soon(() => expect(uncompiled(made.db, 9)).toEqual([]))
    expect(storedProse(made.db, path, proseVersion('en'))).toBe('["New.\\n"]')
  })

  it('is checked again, and left alone, when it cannot be compiled', async () => {
    const made = archive(3)
    const bad = `${day}/story-1.ar.md`
    const { backlog, judged, lines } = start(
      made,
      pretend(async ({ path, body }) => {
        if (path === bad) throw new Error('The text is too long.')
        return JSON.stringify([body])
      }),
    )
    backlog.wake()
    await soon(() => expect(judged).toEqual([bad]))
    expect(lines).toContainEqual(expect.objectContaining({ event: 'text not compiled', file: bad }))
    expect(uncompiled(made.db, 9)).toEqual([])
    expect(storedProse(made.db, bad, proseVersion('ar'))).toBeUndefined()
    expect(storedProse(made.db, `${day}/story-2.zh-Hans.md`, proseVersion('zh-Hans'))).toBeDefined()
  })

  it('ends its thread once all is done', async () => {
    const made = archive(1)
    const close = vi.fn(async () => {})
    const { backlog } = start(made, () => ({ prose: async () => '[]', markdown: async () => [], close }))
    backlog.wake()
    await soon(() => expect(close).toHaveBeenCalledOnce())
    backlog.wake()
    expect(close).toHaveBeenCalledOnce()
  })
})
