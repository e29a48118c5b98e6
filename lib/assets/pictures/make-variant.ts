import { decoded } from './decode.ts'
import { encodeVariant } from './encode.ts'
import { pictureHash } from './hash.ts'
import type { Intermediates } from './intermediates.ts'
import { openPicture, type Work } from './open-picture.ts'
import type { Variant } from './variants.ts'
import { encodingBytes } from './weight.ts'

/** A variant to make, and of which picture. */
export type Order = {
  /** Its absolute path. */
  file: string
  /** The hash of the picture that is meant: the file may have changed without the index knowing yet. */
  hash: string
  variant: Variant
}

/**
 * Makes a variant from the picture's pixels, decoding them first if they are not kept, and keeps them for later variants.
 * Undefined when the file is not the picture of that hash, or cannot be shown.
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
