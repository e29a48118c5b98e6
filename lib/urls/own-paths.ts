import { iconAt } from './machine-files.ts'

/** Paths answered without resolving them: by consent, by publishing, by Next itself. */
const own = new Set([
  '/consent',
  '/consent.css',
  '/consent-state.css',
  '/embeds.js',
  '/favicon.svg',
  '/publish',
  '/statistics.js',
])

/** Whether a path belongs to the site itself and not to a page, story or file; resolving it would find nothing. */
export function isOwnPath(path: string): boolean {
  return own.has(path) || path.startsWith('/_next/') || iconAt(path) !== undefined
}
