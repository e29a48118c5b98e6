import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../lib/testing/command.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'

const path = 'articles/2025/05/16/talks.en.md'
const good = { [path]: storyText() }
const bad = { [path]: storyText({ section: 'wrold' }, 'See [there](gone.en.md).\n') }
const message =
  '`section` names no section of this newsroom: "wrold". Did you mean "world"? New ones go into site.yaml.'

const deadLink = 'The link leads to no file: articles/2025/05/16/gone.en.md. Correct it, or remove the link.'

function check(files: Record<string, string>, ...args: string[]) {
  return runCommand('check', args, { CONTENT_DIR: testNewsroom(files).directory })
}

describe.concurrent('npm run check', () => {
  it('prints nothing and ends with 0 when all is well', async () => {
    const { status, stdout, stderr } = await check(good)
    expect(stdout).toEqual([])
    expect(stderr.at(-1)).toBe('1 files, no problems.')
    expect(status).toBe(0)
  })

  it('prints a line a problem and ends with 1', async () => {
    const draft = 'articles/2025/05/17/draft.en.md'
    const { status, stdout, stderr } = await check({
      ...bad,
      [draft]: storyText({ status: 'draft' }, 'See [there](gone.en.md).\n'),
    })
    expect(stdout).toEqual([
      `${path}:4:10: ${message}`,
      `${path}:7:5: ${deadLink}`,
      `${draft}:8:5: The link leads to no file: articles/2025/05/17/gone.en.md. Correct it, or remove the link.`,
    ])
    expect(stderr.at(-1)).toBe('2 files, 3 problems.')
    expect(status).toBe(1)
  })

  it('keeps to one line whatever a file holds', async () => {
    const { status, stdout } = await check({ [path]: storyText({ section: '"a\\nb\\u2028\\u001b[31mc"' }) })
    expect(stdout).toHaveLength(1)
    expect(stdout[0]).toContain('"a\\u000ab\\u2028\\u001b[31mc"')
    expect(status).toBe(1)
  })

  it('reports settings that cannot be used', async () => {
    const { status, stdout } = await check({ 'site.yaml': 'name: [\n' })
    expect(stdout.length).toBeGreaterThan(0)
    for (const line of stdout) expect(line).toMatch(/^site\.yaml:\d+:\d+: ./)
    expect(status).toBe(1)
  })

  it('prints JSON for machines', async () => {
    const { status, stdout } = await check(bad, '--format', 'json')
    expect(JSON.parse(stdout.join('\n'))).toEqual([
      { file: path, line: 4, column: 10, message },
      { file: path, line: 7, column: 5, message: deadLink },
    ])
    expect(status).toBe(1)
  })

  it('prints an empty list for machines when all is well', async () => {
    const { status, stdout } = await check(good, '--format=json')
    expect(JSON.parse(stdout.join('\n'))).toEqual([])
    expect(status).toBe(0)
  })

  it('prints annotations for GitHub', async () => {
    const { status, stdout } = await check(
      { [path]: storyText({ section: '"50%\\nx"' }) },
      '--format',
      'github',
    )
    expect(stdout).toHaveLength(1)
    expect(stdout[0]).toMatch(new RegExp(`^::error file=${path},line=4,col=10::.*"50%25%0Ax"`))
    expect(status).toBe(1)
  })

  it.each(['xml', 'toString', ''])('has no format %j', async (format) => {
    const { status, stdout, stderr } = await check(bad, '--format', format)
    expect(stdout).toEqual([])
    expect(stderr).toEqual([`There is no format "${format}". Use one of: text, json, github.`])
    expect(status).toBe(1)
  })

  it.each([[['--format']], [['content']]])('explains itself when called with %j', async (args) => {
    const { status, stdout, stderr } = await check(good, ...args)
    expect(stdout).toEqual([])
    expect(stderr).toEqual(['Use: npm run check -- [--format FORMAT], with one of: text, json, github.'])
    expect(status).toBe(1)
  })

  it('says in one line that there is no such folder', async () => {
    const missing = join(testNewsroom().directory, 'nowhere')
    const { status, stderr } = await runCommand('check', [], { CONTENT_DIR: missing })
    expect(stderr).toEqual([`There is no folder ${missing}. Create it, or set CONTENT_DIR to another one.`])
    expect(status).toBe(1)
  })
})
