import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// Imports between the rooms of lib/ go one way, including types, and each room's README lists what it may import. Tests
// and their helpers may import anything.

type Arrow = { from: string; to: string; file: string }

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'lib'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')

const arrows: Arrow[] = files
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^lib\/testing\//.test(file))
  .flatMap((file) =>
    importedPaths(file)
      .map((path) => ({ from: roomOf(file), to: roomOf(path), file }))
      .filter(({ from, to }) => from !== to && to !== ''),
  )

/** Paths, from the root, of what a file imports from this repository, including types. */
function importedPaths(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /\bfrom\s+'([.#][^']+)'|\bimport\(\s*'([.#][^']+)'|\bnew URL\(\s*'(\.[^']+)'/g,
  )
  return [...found].map(([, from, dynamic, url]) => {
    const name = from ?? dynamic ?? url ?? ''
    return name.startsWith('#') ? name.slice(1) : normalize(join(dirname(file), name))
  })
}

/** `index` for `lib/index/queries/stories.ts`; empty for what is not in lib/. */
function roomOf(path: string): string {
  return /^lib\/([^/]+)\//.exec(path)?.[1] ?? ''
}

/** The rooms that a room's README lists after "May import:". */
function allowed(room: string): string[] {
  const line = /^May import: (.+?)\.$/ms.exec(readFileSync(`lib/${room}/README.md`, 'utf8'))?.[1]
  if (line === undefined) throw new Error(`lib/${room}/README.md has no line "May import: …."`)
  return [...line.matchAll(/`([^`]+)`/g)].map(([, name]) => String(name))
}

const rooms = [...new Set(files.map(roomOf))].filter((room) => room !== '' && room !== 'testing').sort()

test('finds the imports between rooms', () => {
  expect(arrows.length).toBeGreaterThan(200)
  expect(rooms).toContain('newsroom')
})

test('no code is directly in lib/', () => {
  expect(files.filter((file) => /^lib\/[^/]+$/.test(file))).toEqual([])
})

test.each(rooms)('%s imports only what its README lists', (room) => {
  const mayImport = allowed(room)
  expect(arrows.filter(({ from, to }) => from === room && !mayImport.includes(to))).toEqual([])
})

test('no room imports, even indirectly, one that imports it', () => {
  expect(rooms.filter((room) => reachable(room).has(room))).toEqual([])
})

/** Every room that one imports, directly or through others. */
function reachable(room: string): Set<string> {
  const seen = new Set<string>()
  const waiting = [room]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { from, to } of arrows) {
      if (from !== next || seen.has(to)) continue
      seen.add(to)
      waiting.push(to)
    }
  }
  return seen
}
