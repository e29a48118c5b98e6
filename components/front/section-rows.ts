/** How a section's block looks: over the whole page, over half or a third of it; and where its first picture stands. */
export type BlockForm = 'wide' | 'half' | 'above' | 'none'

/** A page has a rhythm when blocks of different forms take turns: one alone, three side by side, two side by side. */
const rows: readonly (readonly BlockForm[])[] = [['wide'], ['above', 'none', 'above'], ['half', 'half']]

/** The forms that fill whole rows with so many blocks. */
export function blockForms(count: number): BlockForm[] {
  const whole = rows.flat()
  const rest = count % whole.length
  const [alone = [], three = [], two = []] = rows
  const last: BlockForm[][] = [[], [...alone], [...two], [...three], [...alone, ...three], [...three, ...two]]
  return [
    ...Array.from({ length: Math.floor(count / whole.length) }, () => whole).flat(),
    ...(last[rest] ?? []),
  ]
}
