import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { encodeVariant } from './encode.ts'
import { pictureHash } from './hash.ts'
import { createLanes } from './lanes.ts'
import { openVariantCache } from './variant-cache.ts'
import type { Variant } from './variants.ts'

/** How many may wait for a picture to be made: at two a second and more, some minutes' worth. */
const mostWaiting = 1000

/** Makes a picture's bytes; nothing when there is none to be made. */
type Make = () => Promise<Buffer | undefined>

/**
 * The bytes of what is to be served as `name`, which begins with the hash of all it is made of. Throws `TooBusy` when too
 * many others wait.
 */
export type PictureService = (name: string, make: Make) => Promise<Buffer | undefined>

/**
 * Has pictures made and keeps what was made: each once, however many ask for it at once, and only so many at a time.
 *
 * @param folder for what was made, absolute; @param maxBytes it may take
 */
export function createPictureService(folder: string, maxBytes: number): PictureService {
  const opening = openVariantCache(folder, maxBytes)
  const inLane = createLanes(Math.min(4, availableParallelism()), mostWaiting)
  const running = new Map<string, Promise<Buffer | undefined>>()

  const keptOrMade: PictureService = async (name, make) => {
    const cache = await opening
    const kept = await cache.get(name)
    if (kept) return kept
    const bytes = await inLane(make)
    if (bytes) await cache.put(name, bytes)
    return bytes
  }

  return (name, make) => {
    let making = running.get(name)
    if (!making) {
      making = keptOrMade(name, make).finally(() => running.delete(name))
      running.set(name, making)
    }
    return making
  }
}

/**
 * How a variant is made of a file; nothing when the file is not there, or not the picture of that hash any more.
 *
 * @param locate says where the file is, absolute
 */
export function variantOf(locate: () => string | undefined, hash: string, variant: Variant): Make {
  return async () => {
    const file = locate()
    const picture = file && (await readFile(file))
    // The file may be another by now, and the index not know it yet: that is not the picture asked for.
    return picture && pictureHash(picture) === hash ? encodeVariant(picture, variant) : undefined
  }
}
