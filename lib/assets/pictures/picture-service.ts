import { availableParallelism } from 'node:os'
import { errorText } from '../../runtime/error-text.ts'
import type { SvgDrawing } from '../drawings/clean-drawing.ts'
import { type Drawing, openDarkroom } from './darkroom.ts'
import { type IconName, iconSource } from './icon-shapes.ts'
import { createLanes, TooBusy } from './lanes.ts'
import { openVariantCache, type VariantCache } from './variant-cache.ts'
import type { Variant } from './variants.ts'

/** How many may wait for a picture, and how long: everyone gets an answer in time (see lib/serve/operations). */
const usual = { max: Math.min(4, availableParallelism()), maxWaiting: 400, patience: 30_000 }

/** Makes a picture's bytes; undefined when there is no such picture. */
type Make = () => Promise<Buffer | undefined>

/**
 * The bytes to serve as `name`, which begins with the hash of everything they are made from. Rejects with `TooBusy` when
 * too many others wait, and with the signal's reason when it is aborted: what nobody wants any more is not begun.
 */
export type PictureService = (name: string, make: Make, signal: AbortSignal) => Promise<Buffer | undefined>

/** Reports what an operator should know. */
type Warn = (event: string, fields: Record<string, string>) => void

type Making = {
  bytes: Promise<Buffer | undefined>
  wanted: number
  hasBegun: boolean
  withdrawal: AbortController
}

/**
 * Has pictures made, and keeps them: each is made once, however many ask for it together, and only so many at a time.
 *
 * @param folder for finished pictures, absolute; @param maxBytes it may take
 */
export function createPictureService(
  folder: string,
  maxBytes: number,
  warn: Warn,
  lanes = usual,
): PictureService {
  const inLane = createLanes(lanes)
  const running = new Map<string, Making>()
  let opening: Promise<VariantCache> | undefined

  /** Undefined when the folder cannot be opened: pictures are served anyway, and the next request tries again. */
  const openCache = () => {
    opening ??= openVariantCache(folder, maxBytes, warn)
    return opening.catch((error: Error) => {
      opening = undefined
      warn('pictures are not kept', { reason: error.message })
      return undefined
    })
  }

  const keptOrMade = async (name: string, make: Make, making: Making) => {
    const cache = await openCache()
    const kept = await cache?.get(name)
    if (kept) return kept
    const begin = () => {
      making.hasBegun = true
      return make()
    }
    const [kin = ''] = name.split('/')
    const bytes = await inLane(begin, { kin, signal: making.withdrawal.signal })
    if (bytes) await cache?.put(name, bytes)
    return bytes
  }

  const begin = (name: string, make: Make): Making => {
    const making: Making = {
      bytes: Promise.resolve(undefined),
      wanted: 0,
      hasBegun: false,
      withdrawal: new AbortController(),
    }
    making.bytes = keptOrMade(name, make, making).finally(() => forget(name, making))
    making.bytes.catch((error: unknown) => {
      if (error instanceof TooBusy || making.withdrawal.signal.aborted) return
      warn('picture not made', {
        picture: name,
        reason: errorText(error),
      })
    })
    running.set(name, making)
    return making
  }

  const forget = (name: string, making: Making) => {
    if (running.get(name) === making) running.delete(name)
  }

  return async (name, make, signal) => {
    signal.throwIfAborted()
    const making = running.get(name) ?? begin(name, make)
    making.wanted += 1
    const { promise: left, reject } = Promise.withResolvers<never>()
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave)
    try {
      return await Promise.race([making.bytes, left])
    } finally {
      signal.removeEventListener('abort', leave)
      making.wanted -= 1
      if (making.wanted === 0 && !making.hasBegun) {
        forget(name, making)
        making.withdrawal.abort()
      }
    }
  }
}

const darkroom = openDarkroom()

/** How an icon is made of a drawing, or of the picture in a file; nothing when that cannot be shown. */
export function iconOf(name: IconName, logo: string | SvgDrawing): Make {
  return async () => {
    if (typeof logo !== 'string') return darkroom.icon(name, Buffer.from(logo.svg))
    const file = logo
    const seen = await darkroom.inspect(file)
    const picture =
      'fault' in seen ? undefined : await darkroom.make({ file, hash: seen.hash, variant: iconSource(seen) })
    return picture && darkroom.icon(name, picture)
  }
}

/** How a card is drawn. */
export function drawingOf(drawing: Drawing): Make {
  return () => darkroom.draw(drawing)
}

/**
 * A function that makes a variant of a file; it gives undefined when the file is missing or no longer has that hash.
 *
 * @param locate returns the file's absolute path
 */
export function variantOf(locate: () => string | undefined, hash: string, variant: Variant): Make {
  return async () => {
    const file = locate()
    return file === undefined ? undefined : darkroom.make({ file, hash, variant })
  }
}
