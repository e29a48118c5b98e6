import { averageColour, damaged } from './decode.ts'
import { maxWorkingBytes, type PictureFault, type PictureFile } from './facts.ts'
import { pictureHash } from './hash.ts'
import { openPicture, type Work } from './open-picture.ts'
import { createRoom } from './room.ts'

const unwatched: Work = { room: createRoom(maxWorkingBytes, () => false), step: (_, act) => act() }

/** Inspects a picture file. Decodes it once, at a small size, to find out whether it is truncated. */
export async function inspectPicture(file: string, work = unwatched): Promise<PictureFile | PictureFault> {
  const opened = await openPicture(file, work.room)
  if ('fault' in opened) return opened
  const { bytes, modified, header, stay } = opened
  const { width, height, hasAlpha, credit, weight } = header
  try {
    const colour = await work.step(weight, () => averageColour(bytes))
    return {
      hash: pictureHash(bytes),
      width,
      height,
      ...(!hasAlpha && { colour }),
      ...(credit !== undefined && { credit }),
      bytes: bytes.length,
      modified,
    }
  } catch {
    // The decoder's own message means nothing to an editor.
    return { fault: damaged }
  } finally {
    stay.leave()
  }
}
