import type { PictureFormat } from './format.ts'
import { allVariants } from './variants.ts'

/** Pixels as they come from a decoder: 8 bits a channel, sRGB, nothing lost, row after row. */
export type Pixels = { data: Buffer; width: number; height: number; channels: 1 | 2 | 3 | 4 }

/**
 * Half as large again as the largest variant: a picture that is scaled down in two steps needs that much in between to
 * look as sharp as after one step (docs/adr/0012).
 */
const margin = 1.5

/** To a third of its size or less, a JPEG can be scaled down while it is decoded, in a third of the time. */
const jpegShortcut = 1 / 3

/**
 * The size a picture is decoded to, once for all its variants and crops: never larger than the picture.
 *
 * @param width, @param height of the upright picture
 */
export function intermediateSize(
  format: PictureFormat,
  { width, height }: { width: number; height: number },
): { width: number; height: number } {
  const facts = { hash: '', width, height }
  const needed = Math.max(
    ...allVariants(facts).map((variant) => Math.max(variant.width / width, variant.height / height)),
  )
  // One per cent is left for sides that are cut to whole pixels.
  if (format === 'jpeg' && needed < jpegShortcut * 0.99 && needed * margin > jpegShortcut)
    return { width: Math.floor(width * jpegShortcut), height: Math.floor(height * jpegShortcut) }
  const scale = Math.min(1, needed * margin)
  return { width: atLeastOne(width * scale), height: atLeastOne(height * scale) }
}

function atLeastOne(pixels: number): number {
  return Math.max(1, Math.round(pixels))
}
