import leven from 'leven'

/** The known word an editor most likely meant; undefined when none is similar. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const written = word.toLowerCase().slice(0, 60)
  const [best] = known
    .map((candidate) => ({ candidate, distance: leven(written, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  if (!best) return undefined
  const limit = Math.max(2, Math.floor(written.length / 3))
  // If no letter is left, only the length is in common.
  const unlike = best.distance >= Math.max(written.length, best.candidate.length)
  return best.distance <= limit && !unlike ? best.candidate : undefined
}

/** The half of a message that says which word would be right: the likely one, else all there are. */
export function didYouMean(word: string, known: readonly string[]): string {
  const likely = nearest(word, known)
  if (likely) return `Did you mean "${likely}"?`
  return known.length > 0 ? `Use one of: ${known.slice(0, 20).join(', ')}.` : 'There are none yet.'
}
