import type { PictureFacts } from './facts.ts'

/**
 * The widths pictures are served in, in pixels. There are few, so that caches share them: a phone with two or three pixels
 * per point takes 800 or 1200, a desktop with one takes the same, and with two 1600.
 */
const widths = [400, 800, 1200, 1600] as const

/** The shapes search engines ask for (https://developers.google.com/search/docs/appearance/structured-data/article). */
export const crops = { '16x9': 16 / 9, '4x3': 4 / 3, '1x1': 1 } as const

export type Crop = keyof typeof crops

const cropWidth = 1200

/**
 * The most pixels readers are sent, as many as 1600×3750: an AVIF of 1600×16,000 would take a gigabyte of memory to write.
 * Taller pictures are made narrower.
 */
const maxVariantPixels = 6_000_000

export const variantTypes = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
} as const

export type VariantFormat = keyof typeof variantTypes

/** One of the files a picture is served as; sizes in pixels. */
export type Variant = { name: string; format: VariantFormat; width: number; height: number; crop?: Crop }

/** For browsers that support neither AVIF nor WebP, and for everything that is not a browser. */
export function plainFormat({ colour }: PictureFacts): 'jpg' | 'png' {
  return colour === undefined ? 'png' : 'jpg'
}

/** A picture at each width it is served in, smallest first; never larger than the picture itself. */
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

/** The largest part of a picture that has a given shape, up to 1200 pixels wide. Always a JPEG. */
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

/** The one picture for programs that take only one: as large as it is served, in a format everything can read. */
export function plainPicture(facts: PictureFacts): Variant {
  const all = variantsOf(facts, plainFormat(facts))
  return all.at(-1) ?? all[0]
}

/** Every variant a picture is served in. */
export function allVariants(facts: PictureFacts): Variant[] {
  return [
    ...(['avif', 'webp', plainFormat(facts)] as const).flatMap((format) => variantsOf(facts, format)),
    ...(Object.keys(crops) as Crop[]).map((crop) => cropOf(facts, crop)),
  ]
}

/** The variant with a given file name; undefined for names that no page uses. */
export function variantNamed(facts: PictureFacts, file: string): Variant | undefined {
  return allVariants(facts).find((variant) => variantFile(variant) === file)
}

/** `800.avif` */
export function variantFile({ name, format }: Pick<Variant, 'name' | 'format'>): string {
  return `${name}.${format}`
}
