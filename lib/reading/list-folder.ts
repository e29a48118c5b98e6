import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Problem } from '../newsroom/problem.ts'
import { faultReason, isSystemFault } from '../runtime/system-fault.ts'

/** A Markdown file as the file system lists it, before it is read. */
export type Listed = {
  /** Relative to the content folder, with forward slashes. */
  path: string
  bytes: number
  /** Modification time, epoch milliseconds with fractions. */
  modified: number
}

/** A file or folder that the system could not read, through no fault of the file. */
export type Fault = { path: string; reason: string }

/** What a listing found apart from files. */
export type Listing = {
  /** Paths that could not be looked at: nothing is known about what is in there. */
  unseen: string[]
  /** Whether the folder of stories is missing, so that none could be looked for. */
  isWithoutStories: boolean
  problems: Problem[]
  /** The reasons why paths are unseen, where nobody made a mistake. */
  faults: Fault[]
}

const linkedFolder = 'This symbolic link leads to a folder or to nothing. Put the files themselves here.'

const otherEnding = 'This file is not read: the name of a text ends in .md, in small letters. Rename it.'

const topFolders: readonly string[] = ['articles', 'pages']

type EntryKind = { isDirectory(): boolean; isFile(): boolean; isSymbolicLink(): boolean }

/** What listing a content folder needs. */
type Lister = {
  root: string
  /** The real path of a file inside the folder. */
  locate(path: string): string | undefined
}

/**
 * Lists Markdown files one by one, so that the caller can do something else in between.
 *
 * @param paths files and folders to list
 */
export function* listFolder(
  { root, locate }: Lister,
  paths: Iterable<string> = topFolders,
): Generator<Listed, Listing> {
  const listing: Listing = { unseen: [], isWithoutStories: false, problems: [], faults: [] }
  const named = new Set(paths)
  for (const path of named) {
    // A folder's files are listed with it, so a file that is also named by itself would be listed twice.
    if (foldersAbove(path).some((folder) => named.has(folder))) continue
    const top = topFolders.find((folder) => path === folder || path.startsWith(`${folder}/`))
    if (top === path && isLink(join(root, path))) {
      problem(path, linkedFolder)
      listing.unseen.push(path)
    } else if (top === path) yield* walk(path)
    else if (top) yield* listed(path, top)
  }
  return listing

  function* listed(path: string, top: string): Generator<Listed> {
    const entry = isBehindLink(path) ? undefined : lookAt(path)
    if (entry) yield* add(path, entry)
    // If the whole folder of stories is missing, as when a disk is not mounted, this file was not removed.
    else if (top === 'articles' && !isUnseen(top) && !lookAt(top)?.isDirectory()) withoutStories()
  }

  /** Adds a file, or what is in a folder; anything else is ignored. */
  function* add(path: string, entry: EntryKind): Generator<Listed> {
    if (path.split('/').some((name) => name.startsWith('.'))) return
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isSymbolicLink() && !isLinkToFile(path)) {
      if (!isUnseen(path)) problem(path, linkedFolder)
    } else if (path.endsWith('.md')) {
      const file = fileAt(path, entry)
      if (file) yield file
    } else if (/\.(?:md|mdx|mdown|mkd|markdown)$/i.test(path)) problem(path, otherEnding)
  }

  function fileAt(path: string, entry: EntryKind): Listed | undefined {
    // Folders that are links are not entered, so a plain file below lies inside. Only a link has to be followed.
    const stat = seen(path, () => {
      const real = entry.isFile() ? join(root, path) : locate(path)
      return real && statSync(/* turbopackIgnore: true */ real, { throwIfNoEntry: false })
    })
    if (stat) return { path, bytes: stat.size, modified: stat.mtimeMs }
    if (!isUnseen(path) && lookAt(path)?.isSymbolicLink())
      problem(path, 'This symbolic link leads out of the content folder. Put the file itself here.')
    return undefined
  }

  /** The entry at a path; undefined when it is gone, or hidden behind a folder that cannot be entered. */
  function lookAt(path: string) {
    return seen(
      path,
      () => lstatSync(join(root, path), { throwIfNoEntry: false }),
      'This cannot be looked at. Give the server permission to enter the folder it is in.',
    )
  }

  function* walk(folder: string): Generator<Listed> {
    for (const entry of entriesOf(folder)) yield* add(`${folder}/${entry.name}`, entry)
  }

  function entriesOf(folder: string) {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true })
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      // A folder that vanished while being listed is empty, but a missing `articles` means that the disk is missing.
      if (isMissing && folder !== 'articles') return []
      if (isMissing) withoutStories()
      else unseen(folder, error, 'This folder cannot be read. Give the server permission to read it.')
      return []
    }
  }

  /** The result of a look; undefined when it fails, for whatever reason. */
  function seen<T>(path: string, look: () => T, advice?: string): T | undefined {
    try {
      return look()
    } catch (error) {
      if (advice !== undefined || isSystemFault(error)) unseen(path, error, advice ?? '')
      return undefined
    }
  }

  function unseen(path: string, error: unknown, advice: string) {
    listing.unseen.push(path)
    if (isSystemFault(error)) listing.faults.push({ path, reason: faultReason(error) })
    else problem(path, advice)
  }

  function withoutStories() {
    listing.unseen.push('articles')
    listing.isWithoutStories = true
  }

  function isUnseen(path: string): boolean {
    return listing.unseen.includes(path)
  }

  function isLinkToFile(path: string): boolean {
    return seen(path, () => lstatSync(realpathSync.native(join(root, path))).isFile()) ?? false
  }

  /** Whether a folder above is a link, so that the path is not one of the content folder's. */
  function isBehindLink(path: string): boolean {
    const folder = join(root, dirname(path))
    return seen(path, () => realpathSync.native(folder) !== folder) ?? false
  }

  function problem(file: string, message: string) {
    listing.problems.push({ file, line: 1, column: 1, message })
  }
}

/** The folders above `a/b/c`: `a` and `a/b`. */
function foldersAbove(path: string): string[] {
  const names = path.split('/')
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'))
}

/** Whether a path is a link. If it cannot be looked at, this says no; walking it then reports why. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}
