import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../newsroom/problem.ts'
import { nearest } from '../newsroom/suggest.ts'

const folders = ['articles', 'pages', 'authors']
const files = ['site.yaml', 'redirects.yaml']

/**
 * Files and folders whose names are nearly, but not quite, those the site reads, and a missing folder of stories. Nothing
 * else reports these.
 */
export function nameProblems(directory: string): Problem[] {
  const entries = entriesOf(directory)
  return [
    ...(entries.some(({ name }) => name === 'articles') ? [] : [withoutStories]),
    ...entries.flatMap((entry) => {
      const { name } = entry
      const known = entry.isDirectory() ? folders : files
      if (known.includes(name)) return []
      const meant = entry.isDirectory() ? likelyFolder(directory, name) : nearest(stem(name), files.map(stem))
      if (meant === undefined) return []
      return [unread(name, entry.isDirectory() ? meant : `${meant}.yaml`)]
    }),
    ...entriesOf(join(directory, 'authors')).flatMap((entry) => {
      const { name } = entry
      if (name.startsWith('.') || !/\.ya?ml$/i.test(name) || name.endsWith('.yaml')) return []
      return [unread(`authors/${name}`, `authors/${stem(name)}.yaml`)]
    }),
  ]
}

const withoutStories: Problem = {
  file: 'articles',
  line: 1,
  column: 1,
  message: 'There is no such folder, and so no story. Create it; npm run new writes a first story.',
}

function likelyFolder(directory: string, name: string): string | undefined {
  if (name.startsWith('.')) return undefined
  const near = nearest(name, folders)
  if (near) return near
  // A folder that contains years holds articles, whatever it is called.
  return entriesOf(join(directory, name)).some((entry) => entry.isDirectory() && /^\d{4}$/.test(entry.name))
    ? 'articles'
    : undefined
}

function unread(file: string, instead: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    message: `Nothing reads this. If it is "${instead}", rename it to that.`,
  }
}

function stem(name: string): string {
  return name.replace(/\.ya?ml$/i, '')
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // The folder is optional; if it cannot be read, the code that reads it reports that.
    return []
  }
}
