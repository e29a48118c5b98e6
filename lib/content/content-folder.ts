import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
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

const linkedFolder = 'This symbolic link leads to a folder or to nothing. Put the files themselves here.'

const otherEnding = 'This file is not read: the name of a text ends in .md, in small letters. Rename it.'

const topFolders: readonly string[] = ['articles', 'pages']

/** What a listing has found so far. */
type Seen = { each(file: Listed): void; unseen: string[]; problem(file: string, message: string): void }

type EntryKind = { isDirectory(): boolean; isFile(): boolean; isSymbolicLink(): boolean }

/**
 * The one way into CONTENT_DIR. Nothing outside of it is ever opened: links that lead out are reported and left
 * alone, links to folders are not followed at all (they can loop).
 */
export type ContentFolder = {
  /** Where it is, absolute. */
  directory: string
  /**
   * Tells of each Markdown file below `articles/` and `pages/`, in no order: of all of them, or of those that the given
   * paths are or hold. What could not be looked into is named, for nothing can be said of what is in there.
   */
  visit(
    paths: Iterable<string> | undefined,
    each: (file: Listed) => void,
  ): { unseen: string[]; problems: Problem[] }
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
      const real = realpathSync.native(join(root, path))
      return real.startsWith(root + sep) && statSync(real).isFile() ? real : undefined
    } catch {
      const spelt = spelling(root, path)
      return spelt === undefined || spelt === path ? undefined : locate(spelt)
    }
  }

  /** Adds a file, or what is in a folder; what is neither is not there. */
  const add = (path: string, entry: EntryKind, seen: Seen) => {
    if (path.split('/').some((name) => name.startsWith('.'))) return
    if (entry.isDirectory()) walk(path, seen)
    else if (entry.isSymbolicLink() && !isLinkToFile(join(root, path))) seen.problem(path, linkedFolder)
    else if (path.endsWith('.md')) addFile(path, entry, seen)
    else if (/\.(?:md|mdx|mdown|mkd|markdown)$/i.test(path)) seen.problem(path, otherEnding)
  }

  const addFile = (path: string, entry: EntryKind, seen: Seen) => {
    // Folders that are links are not entered, so a plain file below is one of ours. Only a link has to be followed.
    const real = entry.isFile() ? join(root, path) : locate(path)
    const stat = real && statSync(/* turbopackIgnore: true */ real, { throwIfNoEntry: false })
    if (stat) seen.each({ path, bytes: stat.size, modified: stat.mtimeMs })
    else if (lookAt(path, seen)?.isSymbolicLink())
      seen.problem(path, 'This symbolic link leads out of the content folder. Put the file itself here.')
  }

  /** What there is at a path; nothing when it is gone by now, or hidden behind a folder that cannot be entered. */
  const lookAt = (path: string, { unseen, problem }: Seen) => {
    try {
      return lstatSync(join(root, path), { throwIfNoEntry: false })
    } catch {
      unseen.push(path)
      problem(path, 'This cannot be looked at. Give the server permission to enter the folder it is in.')
      return undefined
    }
  }

  /** Whether a folder above is a link: what lies behind one is none of ours. */
  const isBehindLink = (path: string): boolean => {
    const folder = join(root, dirname(path))
    try {
      return realpathSync.native(folder) !== folder
    } catch {
      return false
    }
  }

  const walk = (folder: string, seen: Seen) => {
    for (const entry of entriesOf(folder, seen)) add(`${folder}/${entry.name}`, entry, seen)
  }

  const entriesOf = (folder: string, { unseen, problem }: Seen) => {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true })
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      // A folder that vanished while being listed is empty; one of the two that must be there is a disk that is not.
      if (isMissing && folder !== 'articles') return []
      unseen.push(folder)
      if (!isMissing) problem(folder, 'This folder cannot be read. Give the server permission to read it.')
      return []
    }
  }

  return {
    directory: root,
    locate,
    visit(paths = topFolders, each) {
      const problems: Problem[] = []
      const problem = (file: string, message: string) => problems.push({ file, ...top, message })
      const seen: Seen = { each, unseen: [], problem }
      const named = new Set(paths)
      for (const path of named) {
        // A folder's files are listed with it: named as well, they would be there twice.
        if (foldersAbove(path).some((folder) => named.has(folder))) continue
        const isTop = topFolders.includes(path)
        if (isTop && isLink(join(root, path))) {
          problem(path, linkedFolder)
          seen.unseen.push(path)
        } else if (isTop) walk(path, seen)
        else if (topFolders.some((folder) => path.startsWith(`${folder}/`))) {
          const entry = isBehindLink(path) ? undefined : lookAt(path, seen)
          if (entry) add(path, entry, seen)
        }
      }
      return { unseen: seen.unseen, problems }
    },
    listAuthors() {
      const folder = join(root, 'authors')
      const names = existsSync(/* turbopackIgnore: true */ folder) ? readdirSync(folder) : []
      return names
        .filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
        .map((name) => name.slice(0, -5).normalize('NFC'))
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

/**
 * A path as the file system spells it. A Mac writes é as two characters, most others as one; people see no difference,
 * and Linux takes them for two names.
 */
function spelling(root: string, path: string): string | undefined {
  if (!/[^\p{ASCII}]/u.test(path)) return undefined
  const spelt: string[] = []
  for (const name of path.split('/')) {
    const folder = join(root, ...spelt)
    if (name === '' || name === '..' || existsSync(join(folder, name))) spelt.push(name)
    else {
      const meant = namesIn(folder).find((other) => other.normalize('NFC') === name.normalize('NFC'))
      if (meant === undefined) return undefined
      spelt.push(meant)
    }
  }
  return spelt.join('/')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // It is not there, or may not be looked into: then neither may the file.
    return []
  }
}

/** `a` and `a/b` of `a/b/c`. */
function foldersAbove(path: string): string[] {
  const names = path.split('/')
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'))
}

/** Whether a path is a link. What cannot be looked at is not known to be one; walking it says why. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

function isLinkToFile(path: string): boolean {
  try {
    return lstatSync(realpathSync.native(path)).isFile()
  } catch {
    return false
  }
}

function readAdvice(error: unknown): string {
  if (error instanceof TypeError) return 'The file is not UTF-8 text. Save it with the encoding UTF-8.'
  return 'The file cannot be read. Give the server permission to read it.'
}
