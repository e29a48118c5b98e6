/**
 * Writes figures as the newsroom's stories write them: in Latin digits everywhere, and in ten thousands, 1.24万, in
 * Chinese.
 *
 * @param digits after the point, for all alike
 */
export function figureFormat(lang: string, digits: number): (value: number) => string {
  const chinese = lang.startsWith('zh')
  const format = new Intl.NumberFormat(lang, {
    numberingSystem: 'latn',
    ...(chinese
      ? { notation: 'compact', maximumFractionDigits: Math.max(2, digits) }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  })
  return (value) => format.format(value)
}

/** The least round number, 1, 2 or 5 times a power of ten, that takes an axis from zero past a value in 4 steps or fewer. */
export function roundStep(largest: number): number {
  const power = 10 ** Math.floor(Math.log10(largest / 4))
  return ([1, 2, 5].find((factor) => factor * power * 4 >= largest) ?? 10) * power
}
