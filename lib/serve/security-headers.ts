import { createHash } from 'node:crypto'
import { Parser } from 'htmlparser2'

/**
 * The security headers of an answer, after MDN's HTTP Observatory and OWASP's Secure Headers: a policy that allows
 * this site's own files and, by hash, what is inline in this very page, and nothing else.
 *
 * @param https whether the site's public origin is https
 * @param html the page; other answers are files, for which nothing may load anything
 * @param statisticsOrigin of the newsroom's statistics script, which may also report there
 */
export function securityHeaders(
  https: boolean,
  html?: string,
  statisticsOrigin?: string,
): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(https, html, statisticsOrigin),
    'cross-origin-opener-policy': 'same-origin',
    // Pages are nobody's to embed; pictures are, in feed readers and link previews.
    'cross-origin-resource-policy': html === undefined ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

function contentSecurityPolicy(https: boolean, html: string | undefined, statisticsOrigin?: string): string {
  if (html === undefined) return "default-src 'none'; frame-ancestors 'none'"
  const { scripts, styles, hasScript, plays, frames } = loadedBy(html)
  const statistics = statisticsOrigin === undefined ? [] : [statisticsOrigin]
  const policy = {
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    // Without script there is nothing to connect; tools that look for robots.txt from within the page may.
    'connect-src': ["'self'", ...statistics],
    'font-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    // What a script may put in place of a link when the reader asks for it, and nothing else.
    ...(frames.length > 0 && { 'frame-src': frames }),
    'img-src': ["'self'", 'data:', ...statistics],
    'manifest-src': ["'self'"],
    ...(plays && { 'media-src': ["'self'"] }),
    'script-src': hasScript ? ["'self'", ...scripts, ...statistics] : ["'none'"],
    'style-src': ["'self'", ...styles],
    ...(https && { 'upgrade-insecure-requests': [] }),
  }
  return Object.entries(policy)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

type Loaded = {
  scripts: string[]
  styles: string[]
  /** Whether it has any script at all. */
  hasScript: boolean
  /** Whether it plays video or audio. */
  plays: boolean
  /** Origins of the frames its embeds would open. */
  frames: string[]
}

/** The hashes of a page's inline scripts and styles (CSP Level 3, 6.7.2.4), and what else it may load. */
function loadedBy(html: string): Loaded {
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const frames = new Set<string>()
  let hasScript = false
  let plays = false
  let inside: Set<string> | undefined
  let text = ''
  const parser = new Parser({
    onopentag(name, { src, type = '', 'data-embed': frame }) {
      plays ||= name === 'video' || name === 'audio'
      if (name === 'a' && frame !== undefined) frames.add(new URL(frame).origin)
      const runs = name === 'script' && (type === '' || type === 'module' || type === 'text/javascript')
      hasScript ||= runs
      inside = name === 'style' ? styles : runs && src === undefined ? scripts : undefined
      text = ''
    },
    ontext(data) {
      if (inside) text += data
    },
    onclosetag() {
      inside?.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
      inside = undefined
    },
  })
  parser.end(html)
  return { scripts: [...scripts], styles: [...styles], hasScript, plays, frames: [...frames] }
}
