import { compileText } from '../prose/compile-text.ts'

/** Markdown that is within all limits, and takes much longer than any other to compile. */
export const slowText = [
  '- a\n\nb\n\n'.repeat(1600),
  `${'`a` '.repeat(900)}\n\n`.repeat(3),
  `${'*a '.repeat(700)}${'b* '.repeat(700)}`,
].join('\n\n')

/** Markdown that is within all limits, and takes some 90 MB. */
export const hungryText = Array.from({ length: 4900 }, (_, at) => `[note ${at}]: #part-${at}\n\n`).join('')

/**
 * How long the slow text takes on this machine now, milliseconds: many times what another takes. The shorter of two times:
 * whatever else the machine does meanwhile must not count.
 */
export function slowTextTakes(): number {
  return Math.min(
    ...[1, 2].map(() => {
      const started = performance.now()
      compileText({ path: 'articles/2025/05/16/slow.en.md', lang: 'en', body: slowText })
      return performance.now() - started
    }),
  )
}
