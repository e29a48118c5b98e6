/** A typeface cards are set in. */
export type Face = {
  /** `@fontsource-variable/…` */
  package: string
  family: string
  /** The scripts it has letters for, by ISO 15924. */
  scripts: readonly string[]
}

/**
 * The typefaces, one design for all scripts. For a language in another script, install its package from npm and add a
 * line here; until then its cards leave out what cannot be set.
 */
export const faces: readonly Face[] = [
  { package: 'noto-serif', family: 'Noto Serif', scripts: ['Latn', 'Cyrl', 'Grek'] },
  { package: 'noto-naskh-arabic', family: 'Noto Naskh Arabic', scripts: ['Arab'] },
  {
    package: 'noto-serif-sc',
    family: 'Noto Serif SC',
    scripts: ['Hani', 'Hira', 'Kana', 'Bopo'],
  },
  { package: 'noto-serif-devanagari', family: 'Noto Serif Devanagari', scripts: ['Deva'] },
]

const letters = new RegExp(lettersOf(faces.flatMap(({ scripts }) => scripts)), 'u')

/** Whether a text has anything to set, and there is a typeface for its scripts. */
export function hasFace(text: string): boolean {
  const own = text.match(/[\p{L}\p{N}]/gu) ?? []
  return own.length > 0 && own.every((letter) => letters.test(letter))
}

/** The font families for a language, its own script's first, because that one has matching punctuation. */
export function familiesFor(lang: string): string {
  const { script = '' } = new Intl.Locale(lang).maximize()
  const own = faces.filter(({ scripts }) => scripts.includes(mixed[script] ?? script))
  return [...new Set([...own, ...faces])].map(({ family }) => family).join(', ')
}

/** Writing systems that mix several scripts, by the script that identifies them. */
const mixed: Readonly<Record<string, string>> = { Hans: 'Hani', Hant: 'Hani', Jpan: 'Hani' }

function lettersOf(scripts: readonly string[]): string {
  return `[${['Zyyy', 'Zinh', ...scripts].map((script) => `\\p{Script=${script}}`).join('')}]`
}
