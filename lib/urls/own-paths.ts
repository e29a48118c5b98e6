import { iconAt } from './machine-files.ts'

/** What is answered without asking what an address means: by consent, by publishing, by Next itself. */
const own = new Set([
  '/consent',
  '/consent.css',
  '/consent-state.css',
  '/embeds.js',
  '/favicon.svg',
  '/publish',
  '/statistics.js',
])

/** Whether a path is the site's own, and no page's, story's or file's; resolving it would find nothing. */
export function isOwnPath(path: string): boolean {
  return own.has(path) || path.startsWith('/_next/') || iconAt(path) !== undefined
}
