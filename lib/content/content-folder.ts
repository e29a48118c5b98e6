import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { maxFileBytes } from './body-limits.ts'
import { failed, type Reading } from './front-matter.ts'
import type { Problem } from './problem.ts'

/** A Markdown file as the file system lists it, before it is read. */
export type Listed = {
  /** Relative to the content folder, with forward slashes. */
  path: string
  bytes: number
  /** Modification time, epoch milliseconds with fractions. */
  modified: number
}

const top = { line: 1, column: 1 }

/**
 * The one way into CONTENT_DIR. Nothing outside of it is ever opened: links that lead out are reported and left
 * alone, links to folders are not followed at all (they can loop).
 */
export type ContentFolder = {
  /** All Markdown files below `articles/` and `pages/`, sorted by path, and what could not be listed. */
  list(): { files: Listed[]; problems: Problem[] }
  /** A file's text; fails with a problem when it cannot be read, is too large, or is not UTF-8. */
  readText(path: string): Reading<string>
  /** The ids of `authors/<id>.yaml`. */
  listAuthors(): string[]
  /** Where a file inside the folder really is; nothing when it is not there, not a file, or lies outside. */
  locate(path: string): string | undefined
}

/** Opens a content folder. Throws when there is none. */
export function openContentFolder(directory: string): ContentFolder {
  const root = realpathSync(directory)

  const locate = (path: string): string | undefined => {
    if (path.includes('\0')) return undefined
    try {
      const real = realpathSync(join(root, path))
      return real.startsWith(root + sep) && statSync(real).isFile() ? real : undefined
    } catch {
      return undefined
    }
  }

  const walk = (folder: string, files: Listed[], problems: Problem[]) => {
    for (const entry of entriesOf(join(root, folder), folder, problems)) {
      const path = `${folder}/${entry.name}`
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) walk(path, files, problems)
      else if (entry.isSymbolicLink() && !isLinkToFile(join(root, path))) {
        problems.push({
          file: path,
          ...top,
          message: 'This symbolic link leads to a folder or to nothing. Put the files themselves here.',
        })
      } else if (entry.name.endsWith('.md')) {
        const real = locate(path)
        if (real) {
          const { size, mtimeMs } = statSync(/* turbopackIgnore: true */ real)
          files.push({ path, bytes: size, modified: mtimeMs })
        } else {
          problems.push({
            file: path,
            ...top,
            message: 'This symbolic link leads out of the content folder. Put the file itself here.',
          })
        }
      }
    }
  }

  return {
    locate,
    list() {
      const files: Listed[] = []
      const problems: Problem[] = []
      for (const folder of ['articles', 'pages']) walk(folder, files, problems)
      return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems }
    },
    listAuthors() {
      const names = entriesOf(join(root, 'authors'), 'authors', []).map(({ name }) => name)
      return names
        .filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
        .map((name) => name.slice(0, -5))
        .sort()
    },
    readText(path) {
      const real = locate(path)
      if (!real) return failed(path, top, 'The file is not there. Create it.')
      try {
        const { size } = statSync(/* turbopackIgnore: true */ real)
        if (size > maxFileBytes) {
          const most = `${maxFileBytes / 1024} KB is the most`
          return failed(
            path,
            top,
            `The file has ${Math.ceil(size / 1024)} KB; ${most}. Split it into several stories.`,
          )
        }
        const bytes = readFileSync(/* turbopackIgnore: true */ real)
        return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
      } catch (error) {
        return failed(path, top, readAdvice(error))
      }
    },
  }
}

function entriesOf(folder: string, path: string, problems: Problem[]) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      problems.push({
        file: path,
        ...top,
        message: 'This folder cannot be read. Give the server permission to read it.',
      })
    }
    return []
  }
}

function isLinkToFile(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isFile()
  } catch {
    return false
  }
}

function readAdvice(error: unknown): string {
  if (error instanceof TypeError) return 'The file is not UTF-8 text. Save it with the encoding UTF-8.'
  return 'The file cannot be read. Give the server permission to read it.'
}
