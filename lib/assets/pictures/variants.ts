import type { PictureFacts } from './facts.ts'

/**
 * The widths pictures are served in, in pixels. Few, so that they are shared: a phone with two or three pixels to a
 * point takes 800 or 1200, a desktop the same for one and 1600 for two.
 */
const widths = [400, 800, 1200, 1600] as const

/** What search engines ask for (https://developers.google.com/search/docs/appearance/structured-data/article). */
export const crops = { '16x9': 16 / 9, '4x3': 4 / 3, '1x1': 1 } as const

export type Crop = keyof typeof crops

const cropWidth = 1200

/**
 * The most pixels readers are sent, as many as a screen of 1600×3750 has: an AVIF of 1600×16,000 would take a gigabyte to
 * write. Taller pictures are narrower.
 */
const maxVariantPixels = 6_000_000

export const variantTypes = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
} as const

export type VariantFormat = keyof typeof variantTypes

/** One of the forms a picture is served in; sizes in pixels. */
export type Variant = { name: string; format: VariantFormat; width: number; height: number; crop?: Crop }

/** For browsers that know neither AVIF nor WebP, and for everything that is no browser. */
export function plainFormat({ colour }: PictureFacts): 'jpg' | 'png' {
  return colour === undefined ? 'png' : 'jpg'
}

/** A picture at each width it is served in, smallest first; none is larger than the picture itself. */
export function variantsOf(facts: PictureFacts, format: VariantFormat): [Variant, ...Variant[]] {
  const [least, ...others] = widths
  const widest = widestOf(facts)
  const offered = others.filter((_, index) => (widths[index] ?? 0) < widest)
  return [least, ...offered].map((name) => scaled(facts, format, name, Math.min(name, widest))) as [
    Variant,
    ...Variant[],
  ]
}

function widestOf({ width, height }: PictureFacts): number {
  return Math.min(width, Math.max(1, Math.floor(Math.sqrt((maxVariantPixels * width) / height))))
}

function scaled(facts: PictureFacts, format: VariantFormat, name: number, width: number): Variant {
  const height = Math.max(1, Math.round((facts.height * width) / facts.width))
  return { name: String(name), format, width, height }
}

/** The largest part of a picture that has a shape, 1200 pixels wide where there are as many. Always a JPEG. */
export function cropOf({ width, height }: PictureFacts, crop: Crop): Variant {
  const ratio = crops[crop]
  const cut = Math.min(cropWidth, width, Math.floor(height * ratio))
  return {
    name: crop,
    format: 'jpg',
    width: Math.max(1, cut),
    height: Math.max(1, Math.round(cut / ratio)),
    crop,
  }
}

/** The one picture for whoever takes only one: as large as it is served, in a format everything knows. */
export function plainPicture(facts: PictureFacts): Variant {
  const all = variantsOf(facts, plainFormat(facts))
  return all.at(-1) ?? all[0]
}

/** Every form a picture is served in. */
export function allVariants(facts: PictureFacts): Variant[] {
  return [
    ...(['avif', 'webp', plainFormat(facts)] as const).flatMap((format) => variantsOf(facts, format)),
    ...(Object.keys(crops) as Crop[]).map((crop) => cropOf(facts, crop)),
  ]
}

/** The variant a file name means: only those that pages name exist. */
export function variantNamed(facts: PictureFacts, file: string): Variant | undefined {
  return allVariants(facts).find((variant) => variantFile(variant) === file)
}

/** `800.avif` */
export function variantFile({ name, format }: Pick<Variant, 'name' | 'format'>): string {
  return `${name}.${format}`
}
