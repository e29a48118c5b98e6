import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { isWithin } from '../index/sync-scope.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { watchFolder } from './watch-folder.ts'

const day = 'articles/2025/05/16'

/** A watched folder, and the changes reported for it. */
function watched(...files: string[]) {
  const root = temporaryFolder()
  const write = (path: string, text = 'text') => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const path of files) write(path)
  const told = new Set<string>()
  const reasons: string[] = []
  const watch = watchFolder(
    root,
    (path) => told.add(path),
    (reason) => reasons.push(reason),
  )
  onTestFinished(() => watch.close())
  /** Resolves when a path, or a folder that holds it, has been reported. */
  const hears = (path: string) =>
    vi.waitFor(() => expect(isWithin(path, told), `${path} in ${[...told]}`).toBe(true))
  return {
    root,
    told,
    reasons,
    write,
    hears,
    watch,
    move: (from: string, to: string) => {
      mkdirSync(dirname(join(root, to)), { recursive: true })
      renameSync(join(root, from), join(root, to))
    },
    remove: (path: string) => rmSync(join(root, path), { recursive: true }),
  }
}

it.each([
  `${day}/talks.en.md`,
  `${day}/محادثات.ar.md`,
  `${day}/会谈.zh-Hans.md`,
  `${day}/with space and 'quotes".jpg`,
  'pages/about.en.md',
  'authors/ada.yaml',
  'site.yaml',
  'redirects.yaml',
])('reports %s: created, saved, replaced and removed', async (path) => {
  const { write, hears, told, move, remove } = watched(`${day}/x.en.md`, 'pages/x.en.md', 'authors/x.yaml')
  write(path)
  await hears(path)
  for (const act of [
    () => write(path, 'more'),
    () => {
      write(`${dirname(path)}/.half-written`)
      told.clear()
      move(`${dirname(path)}/.half-written`, path)
    },
    () => remove(path),
  ]) {
    told.clear()
    act()
    await hears(path)
  }
})

it('follows a file from folder to folder', async () => {
  const { move, hears } = watched(`${day}/a.en.md`, 'articles/2025/05/17/b.en.md')
  move(`${day}/a.en.md`, 'articles/2025/05/17/a.en.md')
  await hears(`${day}/a.en.md`)
  await hears('articles/2025/05/17/a.en.md')
})

it('watches new folders within new folders', async () => {
  const { write, hears, told } = watched(`${day}/a.en.md`)
  write('articles/2026/01/02/b.ar.md')
  await hears('articles/2026/01/02/b.ar.md')
  told.clear()
  write('articles/2026/01/02/c.ar.md')
  await hears('articles/2026/01/02/c.ar.md')
})

it.each([[day], ['articles'], ['authors']])(
  'watches %s again that was removed and has come back',
  async (folder) => {
    const file = `${folder}/${folder === 'authors' ? 'a.yaml' : 'a.md'}`
    const { write, hears, told, remove } = watched(file)
    remove(folder)
    await hears(folder)
    told.clear()
    write(file)
    await hears(file)
    told.clear()
    write(file, 'more')
    await hears(file)
  },
)

it('watches a folder that replaced another, and no longer the other', async () => {
  const { write, move, hears, told } = watched(`${day}/a.en.md`, 'elsewhere/05/16/b.en.md')
  move('articles/2025', 'old')
  move('elsewhere', 'articles/2025')
  await hears(`${day}/b.en.md`)
  told.clear()
  write('old/05/16/a.en.md', 'more')
  write(`${day}/b.en.md`, 'more')
  await hears(`${day}/b.en.md`)
  expect(isWithin('old/05/16/a.en.md', told)).toBe(false)
  expect([...told].filter((path) => path.endsWith('a.en.md'))).toEqual([])
})

it('watches the folders of a newsroom that had none of them', async () => {
  const { write, hears, told } = watched()
  for (const file of [
    'articles/2025/05/16/a.zh-Hans.md',
    'pages/about.en.md',
    'authors/ada.yaml',
    'site.yaml',
  ]) {
    write(file)
    await hears(file)
    told.clear()
    write(file, 'more')
    await hears(file)
  }
})

it('ignores hidden files, other folders, and what lies behind links', async () => {
  const { root, write, hears, told } = watched(`${day}/a.en.md`, '.git/HEAD', 'notes/x.md')
  const outside = temporaryFolder()
  symlinkSync(outside, join(root, 'articles/link'))
  await hears('articles/link')
  told.clear()
  writeFileSync(join(outside, 'b.en.md'), 'text')
  write('.git/HEAD', 'more')
  write('.git/index.lock')
  write('notes/x.md', 'more')
  write(`${day}/.a.en.md.swp`)
  write('articles/.hidden/c.en.md')
  write('README.md')
  // Events come in order: when this one is reported, the others would have been.
  write(`${day}/last.en.md`)
  await hears(`${day}/last.en.md`)
  expect([...told]).toEqual([`${day}/last.en.md`])
})

it('reports nothing once closed', async () => {
  const { write, told, watch } = watched(`${day}/a.en.md`)
  watch.close()
  write(`${day}/a.en.md`, 'more')
  const other = watched(`${day}/a.en.md`)
  other.write(`${day}/a.en.md`, 'more')
  await other.hears(`${day}/a.en.md`)
  expect([...told]).toEqual([])
})
