import { createHash } from 'node:crypto'
import { hashOfSources, readOwn } from '../runtime/own-sources.ts'
import { wordsInProse } from './words.ts'

/** The code that compiles texts. version.test.ts finds files missing here. */
export const rendererFiles = [
  'newsroom/link-target.ts',
  'assets/embeds/frame-url.ts',
  'assets/pictures/format.ts',
  'i18n/directions.ts',
  'i18n/language.ts',
  'i18n/messages.ts',
  'i18n/quotation-marks.ts',
  'i18n/quotes.ts',
  'i18n/spaces.ts',
  'i18n/typography.ts',
  'markdown/accept-html.ts',
  'markdown/bare-urls.ts',
  'markdown/cjk-lines.ts',
  'markdown/close-directions.ts',
  'markdown/comments.ts',
  'markdown/compile.ts',
  'markdown/cut.ts',
  'markdown/element.ts',
  'markdown/embeds.ts',
  'markdown/figures.ts',
  'markdown/galleries.ts',
  'markdown/headings.ts',
  'markdown/html-elements.ts',
  'markdown/html-handler.ts',
  'markdown/links.ts',
  'markdown/linked-pictures.ts',
  'markdown/marks-by-letters.ts',
  'markdown/meant-links.ts',
  'markdown/meant-spaces.ts',
  'markdown/outside-code.ts',
  'markdown/parse.ts',
  'markdown/players.ts',
  'markdown/regions.ts',
  'markdown/run-in.ts',
  'markdown/safe-html.ts',
  'markdown/tables.ts',
  'markdown/text-at.ts',
  'markdown/typeset.ts',
  'assets/media/kinds.ts',
  'prose/compile-text.ts',
  'prose/words.ts',
] as const

/** The npm packages this code uses. */
export const rendererPackages = [
  'github-slugger',
  'hast-util-sanitize',
  'hast-util-to-html',
  'htmlparser2',
  'intl-messageformat',
  'mdast-util-to-hast',
  'mdast-util-to-string',
  'remark',
  'remark-cjk-friendly',
  'remark-cjk-friendly-gfm-strikethrough',
  'remark-directive',
  'remark-gfm',
  'unist-util-visit',
] as const

const versions = new Map<string, string>()

/**
 * Everything besides a file that determines its compiled text, as a short hash: the code, its packages, and the words of
 * the language. Texts compiled by another version are compiled again.
 */
export function proseVersion(lang: string): string {
  const known = versions.get(lang)
  if (known !== undefined) return known
  const version = createHash('sha256')
    .update(JSON.stringify([renderer(), lang, wordsInProse(lang)]))
    .digest('base64url')
    .slice(0, 16)
  versions.set(lang, version)
  return version
}

let rendererHash: string | undefined

function renderer(): string {
  if (rendererHash !== undefined) return rendererHash
  const hash = createHash('sha256').update(hashOfSources(rendererFiles))
  const lock = JSON.parse(readOwn('package-lock.json')) as Lock
  for (const [place, integrity] of [...packagesUsed(lock)].sort()) hash.update(`${place} ${integrity}\n`)
  // ICU determines lists of names and names of languages.
  hash.update(String(process.versions.icu))
  rendererHash = hash.digest('base64url')
  return rendererHash
}

/** What npm has installed, by folder: `node_modules/a`, `node_modules/a/node_modules/b`. */
type Lock = { packages: Record<string, { version: string; integrity?: string; dependencies?: object }> }

/** The packages that code uses, and those that they use. @returns what identifies their contents, by folder */
function packagesUsed({ packages }: Lock): Map<string, string> {
  const used = new Map<string, string>()
  const add = (name: string, from: string) => {
    const place = placeOf(name, from)
    const found = place === undefined ? undefined : packages[place]
    if (place === undefined || !found || used.has(place)) return
    used.set(place, found.integrity ?? found.version)
    for (const needed of Object.keys(found.dependencies ?? {})) add(needed, `${place}/`)
  }
  for (const name of rendererPackages) add(name, '')
  return used

  /** Where Node finds a package when another package imports it. */
  function placeOf(name: string, from: string): string | undefined {
    for (let at = from; ; at = at.slice(0, at.lastIndexOf('node_modules/', at.length - 14))) {
      const place = `${at}node_modules/${name}`
      if (packages[place]) return place
      if (at === '') return undefined
    }
  }
}
