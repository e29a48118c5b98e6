import type { Loaded } from './finish-page.ts'

/**
 * The security headers of an answer, after MDN's HTTP Observatory and OWASP's Secure Headers: a policy that allows
 * this site's own files and, by hash, what is inline in this very page, and nothing else.
 *
 * @param https whether the site's public origin is https
 * @param loaded by the page; other answers are files, for which nothing may load anything
 * @param statisticsOrigin of the newsroom's statistics script, which may also report there
 */
export function securityHeaders(
  https: boolean,
  loaded?: Loaded,
  statisticsOrigin?: string,
): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(https, loaded, statisticsOrigin),
    'cross-origin-opener-policy': 'same-origin',
    // Pages are nobody's to embed; pictures are, in feed readers and link previews.
    'cross-origin-resource-policy': loaded === undefined ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

function contentSecurityPolicy(
  https: boolean,
  loaded: Loaded | undefined,
  statisticsOrigin?: string,
): string {
  if (loaded === undefined) return "default-src 'none'; frame-ancestors 'none'"
  const { scripts, styles, hasScript, plays, frames } = loaded
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
