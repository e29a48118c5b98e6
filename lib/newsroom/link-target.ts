import { posix } from 'node:path'
import { mediaType } from '../assets/media/kinds.ts'

/**
 * The content file that a relative link to a Markdown file leads to, as a path in the content folder, without its
 * fragment; undefined when the link is of another kind.
 */
export function contentTarget(path: string, url: string): string | undefined {
  if (!isRelative(url)) return undefined
  const file = decodePath(withoutFragment(url))
  if (!file?.endsWith('.md')) return undefined
  return posix.normalize(posix.join(posix.dirname(path), file)).normalize('NFC')
}

/** The same for a file that readers may download: a PDF, a table, an archive. */
export function downloadTarget(path: string, url: string): string | undefined {
  if (!isRelative(url)) return undefined
  const file = resolveFile(path, withoutFragment(url))
  return mediaType('download', file) === undefined ? undefined : file
}

/** Whether an address is relative to the text's own file. */
function isRelative(url: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^[/?#\\]/i.test(url)
}

/** An address without its query and fragment. */
export function withoutFragment(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    // "50%.md" is not a link to a story.
    return undefined
  }
}

/** The path in the content folder of a file that a story at `path` calls `src`, in NFC; if outside, it begins with `..`. */
export function resolveFile(path: string, src: string): string {
  let decoded = src
  try {
    decoded = decodeURIComponent(src)
  } catch {
    // A file may be called "50%.jpg"; then the name is taken as written.
  }
  return posix.normalize(posix.join(posix.dirname(path), decoded)).normalize('NFC')
}

/** Whether a browser may be sent to the address: no script, data or file URLs, no incomplete addresses. */
export function isFollowable(url: string): boolean {
  if (/[\p{Cc}\\]/u.test(url)) return false
  if (/^(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(url)) return true
  return url.startsWith('#') || /^\/(?!\/)/.test(url)
}
