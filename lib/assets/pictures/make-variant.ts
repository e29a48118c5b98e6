import { decoded } from './decode.ts'
import { encodeVariant } from './encode.ts'
import { pictureHash } from './hash.ts'
import type { Intermediates } from './intermediates.ts'
import { openPicture, type Work } from './open-picture.ts'
import type { Variant } from './variants.ts'
import { encodingBytes } from './weight.ts'

/** A variant to be made, and of which picture. */
export type Order = {
  /** Where its file is, absolute. */
  file: string
  /** What the picture is known by: the file may be another by now, and the index not know it yet. */
  hash: string
  variant: Variant
}

/**
 * Makes a variant, of pixels that are there or else will be, for those who come after. Nothing when the file is not the
 * picture of that hash, or cannot be shown.
 */
export function makeVariant(
  { file, hash, variant }: Order,
  intermediates: Intermediates,
  step: Work['step'],
): Promise<Buffer | undefined> {
  return intermediates.use(
    hash,
    async (room) => {
      const opened = await openPicture(file, room)
      if ('fault' in opened) return undefined
      const { bytes, header, stay } = opened
      try {
        if (pictureHash(bytes) === hash)
          return { pixels: await step(header.weight, () => decoded(bytes, header.intermediate)), stay }
      } catch (error) {
        stay.leave()
        throw error
      }
      stay.leave()
      return undefined
    },
    async (pixels) => {
      const bytes = encodingBytes(variant)
      const stay = await intermediates.room.enter(bytes)
      try {
        return await step(bytes, () => encodeVariant(pixels, variant))
      } finally {
        stay.leave()
      }
    },
  )
}
