/** Languages that write no spaces between words, where browsers would break a headline after any character. */
const unspaced = /^(?:zh|ja)\b/

/** What belongs to the word before it: particles, measures and units, whatever is no word. */
const trailing =
  /^(?:[了着过的地得们来去后前中上下里内外间时年月日号点分元人次名个家届岁亿万条岛省市县区国队杯会案社业节曲のはがをにでとも]|[^\p{L}\p{N}]+)$/u

/** What belongs to the word after it: prepositions of one character, numbers, and what opens. */
const leading =
  /(?:^[一二三四五六七八九十两几数][座个名位条艘只场次家种项]$|^[从到与和以就在对为向被把将请及或由让使获]|[\p{N}第[（《〈「『“‘(])$/u

const single = /^\p{L}$/u

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * A headline cut where a line may end; in one piece where spaces say so already. Names unknown to the dictionary come out
 * of it character by character, so characters in a row stay together.
 */
export function phrasesOf(headline: string, lang: string): string[] {
  if (!unspaced.test(lang)) return [headline]
  const segmenter = segmenters.get(lang) ?? new Intl.Segmenter(lang, { granularity: 'word' })
  segmenters.set(lang, segmenter)
  const phrases: string[] = []
  let last = ''
  for (const { segment } of segmenter.segment(headline)) {
    const before = phrases.at(-1)
    const inRow = single.test(last) && single.test(segment) && !leading.test(segment)
    if (before !== undefined && (trailing.test(segment) || leading.test(last) || inRow))
      phrases[phrases.length - 1] = before + segment
    else phrases.push(segment)
    last = segment
  }
  return phrases
}
