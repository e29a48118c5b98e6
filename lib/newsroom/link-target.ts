import { posix } from 'node:path'

/**
 * The content file a relative link to a Markdown file means, as a path in the content folder, without its fragment;
 * nothing when the link is of another kind.
 */
export function contentTarget(path: string, url: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[/?#\\]/i.test(url)) return undefined
  const file = decodePath(url.replace(/[?#].*$/s, ''))
  if (!file?.endsWith('.md')) return undefined
  return posix.normalize(posix.join(posix.dirname(path), file)).normalize('NFC')
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    // "50%.md" is no link to a story.
    return undefined
  }
}

/** The path in the content folder of a file a story at `path` calls `src`, in NFC; begins with `..` if it leaves it. */
export function resolveFile(path: string, src: string): string {
  let decoded = src
  try {
    decoded = decodeURIComponent(src)
  } catch {
    // A file may be called "50%.jpg"; then the name is meant as written.
  }
  return posix.normalize(posix.join(posix.dirname(path), decoded)).normalize('NFC')
}

/** Whether a browser may be sent to the address: no script, data or file URLs, no half addresses. */
export function isFollowable(url: string): boolean {
  if (/[\p{Cc}\\]/u.test(url)) return false
  if (/^(?:https?:\/\/[^/]|mailto:.|tel:.)/i.test(url)) return true
  return url.startsWith('#') || /^\/(?!\/)/.test(url)
}
