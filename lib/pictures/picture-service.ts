import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { encodeVariant } from './encode.ts'
import { pictureHash } from './hash.ts'
import { createLanes } from './lanes.ts'
import { openVariantCache } from './variant-cache.ts'
import { type Variant, variantFile } from './variants.ts'

/** How many may wait for a picture to be made: at two a second and more, some minutes' worth. */
const mostWaiting = 1000

/** Where a picture's file is, absolute; nothing when it is not there. */
type Locate = () => string | undefined

/**
 * A variant's bytes; nothing when the file is not there or not the picture of that hash any more. Throws `TooBusy` when
 * too many others wait.
 */
export type PictureService = (locate: Locate, hash: string, variant: Variant) => Promise<Buffer | undefined>

/**
 * Makes pictures and keeps what it made: each once, however many ask for it at once, and only so many at a time.
 *
 * @param folder for what was made, absolute; @param maxBytes it may take
 */
export function createPictureService(folder: string, maxBytes: number): PictureService {
  const opening = openVariantCache(folder, maxBytes)
  const inLane = createLanes(Math.min(4, availableParallelism()), mostWaiting)
  const running = new Map<string, Promise<Buffer | undefined>>()

  const make = async (name: string, locate: Locate, hash: string, variant: Variant) => {
    const cache = await opening
    const kept = await cache.get(name)
    if (kept) return kept
    const bytes = await inLane(async () => {
      const file = locate()
      const picture = file && (await readFile(file))
      // The file may be another by now, and the index not know it yet: that is not the picture asked for.
      return picture && pictureHash(picture) === hash ? encodeVariant(picture, variant) : undefined
    })
    if (bytes) await cache.put(name, bytes)
    return bytes
  }

  return (locate, hash, variant) => {
    const name = `${hash}/${variantFile(variant)}`
    let making = running.get(name)
    if (!making) {
      making = make(name, locate, hash, variant).finally(() => running.delete(name))
      running.set(name, making)
    }
    return making
  }
}
