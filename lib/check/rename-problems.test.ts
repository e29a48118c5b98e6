import { execFileSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textLine } from '../newsroom/problem.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { checkContent } from './check-content.ts'

const day = 'articles/2025/05/16'
const long = 'A paragraph by which Git knows the story again.\n'.repeat(5)

/** A newsroom under Git, with everything in a first commit. */
function checkout(files: Record<string, string>) {
  const made = testNewsroom(files)
  git(made, 'init', '-q')
  commit(made)
  return made
}

function git({ directory }: TestNewsroom, ...args: string[]) {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false']
  execFileSync('git', ['-C', directory, ...who, ...args], { stdio: 'pipe' })
}

function commit(made: TestNewsroom) {
  git(made, 'add', '-A')
  git(made, 'commit', '-q', '-m', 'x')
}

function rename({ directory }: TestNewsroom, from: string, to: string) {
  renameSync(join(directory, from), join(directory, to))
}

function problems({ directory }: TestNewsroom): string[] {
  return checkContent(directory).problems.map(textLine)
}

describe('a story renamed in Git', () => {
  it.each([
    ['en', 'talks', 'istanbul-talks', '/en/world/2025-05-16/talks'],
    ['ar', 'محادثات', 'محادثات-إسطنبول', '/ar/world/2025-05-16/محادثات'],
    ['zh-Hans', '会谈', '伊斯坦布尔会谈', '/zh-Hans/world/2025-05-16/会谈'],
  ])('without an alias is reported, with the line to add (%s)', (lang, from, to, address) => {
    const made = checkout({ [`${day}/${from}.${lang}.md`]: storyText({}, long) })
    rename(made, `${day}/${from}.${lang}.md`, `${day}/${to}.${lang}.md`)
    const told = [
      `${day}/${to}.${lang}.md:1:1: The story was renamed, and nothing leads to it from ${address}. Write the line aliases: [${address}] in its fields.`,
    ]
    git(made, 'add', '-A')
    expect(problems(made)).toEqual(told)
    commit(made)
    expect(problems(made)).toEqual(told)
    made.write(`${day}/${to}.${lang}.md`, storyText({ aliases: `[${address}]` }, long))
    expect(problems(made)).toEqual([])
  })

  it('may be found by a redirect instead', () => {
    const made = checkout({ [`${day}/a.en.md`]: storyText({}, long) })
    rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
    made.write('redirects.yaml', '/en/world/2025-05-16/a: /en/world/2025-05-16/b\n')
    commit(made)
    expect(problems(made)).toEqual([])
  })

  it('twice, by day and by name, needs both aliases, beside the ones it has', () => {
    const made = checkout({ [`${day}/a.en.md`]: storyText({ aliases: '["/old,older"]' }, long) })
    rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
    commit(made)
    made.write('articles/2025/05/17/x.ar.md', storyText())
    rename(made, `${day}/b.en.md`, 'articles/2025/05/17/b.en.md')
    commit(made)
    expect(problems(made)).toEqual([
      'articles/2025/05/17/b.en.md:1:1: The story was renamed, and nothing leads to it from /en/world/2025-05-16/b, /en/world/2025-05-16/a. Write the line aliases: ["/old,older", /en/world/2025-05-16/b, /en/world/2025-05-16/a] in its fields.',
    ])
  })

  it('and moved to another section had its address in the old one', () => {
    const made = checkout({ [`${day}/a.en.md`]: storyText({ section: 'sport' }, long) })
    rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
    made.write(`${day}/b.en.md`, storyText({ section: 'world' }, long))
    commit(made)
    expect(problems(made)[0]).toContain('aliases: [/en/sport/2025-05-16/a]')
  })

  it('back to its first name is lost only under the other one', () => {
    const made = checkout({ [`${day}/a.en.md`]: storyText({}, long) })
    rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
    commit(made)
    rename(made, `${day}/b.en.md`, `${day}/a.en.md`)
    commit(made)
    expect(problems(made)).toEqual([expect.stringContaining('aliases: [/en/world/2025-05-16/b]')])
  })

  it.each([
    ['was a draft', { status: 'draft' }, {}],
    ['was under embargo', { date: '2199-01-01T00:00:00Z' }, { date: '2025-05-16T14:05:00+03:00' }],
    ['is a draft now', {}, { status: 'draft' }],
  ])('that %s is not reported', (_, before, after) => {
    const made = checkout({ [`${day}/a.en.md`]: storyText(before, long) })
    rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
    commit(made)
    made.write(`${day}/b.en.md`, storyText(after, long))
    expect(problems(made)).toEqual([])
  })

  it('and then deleted, or replaced by another under its name, is not reported', () => {
    const made = checkout({ [`${day}/a.en.md`]: storyText({}, long), [`${day}/c.en.md`]: storyText() })
    rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
    commit(made)
    made.write(`${day}/a.en.md`, storyText())
    expect(problems(made)).toEqual([])
    made.remove(`${day}/a.en.md`)
    made.remove(`${day}/b.en.md`)
    expect(problems(made)).toEqual([])
  })

  it('is not looked for without a checkout', () => {
    expect(problems(testNewsroom({ [`${day}/a.en.md`]: storyText() }))).toEqual([])
  })
})

it('runs no program that a checkout’s own settings name', () => {
  const made = checkout({ [`${day}/a.en.md`]: storyText({}, long) })
  rename(made, `${day}/a.en.md`, `${day}/b.en.md`)
  git(made, 'add', '-A')
  made.write('.gitattributes', '*.md diff=own filter=own\n')
  for (const [name, value] of [
    ['core.fsmonitor', 'touch fsmonitor-ran'],
    ['diff.external', 'touch external-ran'],
    ['diff.own.textconv', 'touch textconv-ran;cat'],
    ['filter.own.clean', 'touch filter-ran;cat'],
    ['log.showSignature', 'true'],
    ['gpg.program', 'touch gpg-ran'],
  ] as const)
    git(made, 'config', name, value)
  expect(problems(made)).toHaveLength(1)
  const { directory } = made
  const names = execFileSync('ls', ['-A', directory], { encoding: 'utf8' })
  expect(names).not.toContain('-ran')
})
