/**
 * Formats figures as the newsroom's stories do: in Latin digits everywhere, and in Chinese in ten thousands, 1.24万.
 *
 * @param digits after the point, the same for all figures
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

/** The smallest round step, 1, 2 or 5 times a power of ten, with which an axis reaches a value in 4 steps or fewer. */
export function roundStep(largest: number): number {
  const power = 10 ** Math.floor(Math.log10(largest / 4))
  return ([1, 2, 5].find((factor) => factor * power * 4 >= largest) ?? 10) * power
}
