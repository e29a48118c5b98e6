import { readFile, stat } from 'node:fs/promises'
import { faultReason, isSystemFault } from '../../runtime/system-fault.ts'
import { type Header, readHeader } from './decode.ts'
import { maxFileBytes, type PictureFault } from './facts.ts'
import type { Room, Stay } from './room.ts'

/** Where pictures are decoded, and what watches the steps. */
export type Work = {
  room: Room
  /** Runs a step that takes so many bytes, and an unknown amount of time. */
  step<T>(bytes: number, act: () => Promise<T>): Promise<T>
}

/** A picture file in memory, and the room reserved for decoding it. The code that opens it has to leave the room. */
export type OpenPicture = {
  bytes: Buffer
  /** Modification time, epoch milliseconds with fractions. */
  modified: number
  header: Header
  stay: Stay
}

/** Reads a picture file and waits until there is room to decode it; or says why it cannot be shown. */
export async function openPicture(file: string, room: Room): Promise<OpenPicture | PictureFault> {
  const stay = await room.enter(0)
  const opened = await readPicture(file, stay)
  if ('fault' in opened) stay.leave()
  return opened
}

async function readPicture(file: string, stay: Stay): Promise<OpenPicture | PictureFault> {
  let bytes: Buffer
  let modified: number
  try {
    const { size, mtimeMs } = await stat(file)
    if (size > maxFileBytes) return { fault: tooLarge(size) }
    await stay.grow(size)
    bytes = await readFile(file)
    modified = mtimeMs
  } catch (error) {
    if (isSystemFault(error)) return { fault: faultReason(error), isSystems: true }
    return { fault: 'cannot be read. Give the server permission to read it.' }
  }
  const header = await readHeader(bytes)
  if ('fault' in header) return header
  await stay.grow(header.weight)
  return { bytes, modified, header, stay }
}

function tooLarge(size: number): string {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  return `has ${megabytes(size)} MB; ${megabytes(maxFileBytes)} MB is the most. Save it smaller.`
}
