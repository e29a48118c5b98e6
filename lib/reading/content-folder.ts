import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { identityOf } from '../runtime/file-identity.ts'
import { isSystemFault } from '../runtime/system-fault.ts'
import { maxFileBytes } from './body-limits.ts'
import { failed, type Reading } from './front-matter.ts'
import { type Listed, type Listing, listFolder } from './list-folder.ts'

const top = { line: 1, column: 1 }

/**
 * The only access to CONTENT_DIR. Nothing outside it is ever opened: links that lead out are reported and ignored, links to
 * folders are not followed at all (they can loop).
 */
export type ContentFolder = {
  /** Its absolute path. */
  directory: string
  /** Distinguishes this folder from another that replaces it; undefined when it was already gone. */
  identity: string | undefined
  /** Whether this folder is still the one at its path. */
  isInPlace(): boolean
  /**
   * Lists the Markdown files below `articles/` and `pages/`, in no particular order: all of them, or only the given paths
   * and what lies below them.
   */
  visit(paths?: Iterable<string>): Generator<Listed, Listing>
  /**
   * A file's text. Fails with a problem when it is missing, unreadable, too large, or not UTF-8. Throws system errors that
   * are not the file's fault.
   */
  readText(path: string): Reading<string>
  /** The ids of `authors/<id>.yaml`. */
  listAuthors(): string[]
  /**
   * The real path of a file inside the folder; undefined when it is missing, not a file, or outside. Throws system errors
   * that are not the file's fault.
   */
  locate(path: string): string | undefined
}

/** Opens a content folder. Throws when there is none. */
export function openContentFolder(directory: string): ContentFolder {
  const root = realpathSync(directory)
  const identity = identityOf(directory)

  const locate = (path: string): string | undefined => {
    if (path.includes('\0')) return undefined
    try {
      const real = realpathSync.native(join(root, path))
      return real.startsWith(root + sep) && statSync(real).isFile() ? real : undefined
    } catch (error) {
      if (isSystemFault(error)) throw error
      const spelt = spelling(root, path)
      return spelt === undefined || spelt === path ? undefined : locate(spelt)
    }
  }

  return {
    directory: root,
    identity,
    // A symbolic link may have been changed since, so its present target counts.
    isInPlace: () => identity !== undefined && identityOf(directory) === identity,
    locate,
    visit: (paths) => listFolder({ root, locate }, paths),
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
        if (isSystemFault(error)) throw error
        return failed(path, top, readAdvice(error))
      }
    },
  }
}

/**
 * A path as the file system spells it. Macs write é as two characters, most others as one. People see no difference, but
 * Linux takes them for two names.
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
    // The folder is missing or may not be read, and then the file cannot be reached either.
    return []
  }
}

function readAdvice(error: unknown): string {
  if (error instanceof TypeError) return 'The file is not UTF-8 text. Save it with the encoding UTF-8.'
  return 'The file cannot be read. Give the server permission to read it.'
}
