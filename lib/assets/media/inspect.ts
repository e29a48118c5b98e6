import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { isSystemFault } from '../../runtime/system-fault.ts'
import { formatNames, headBytes, isOfType, type MediaKind } from './kinds.ts'

/** What a page and the server need to know about a media file. */
export type MediaFacts = {
  /** 16 hexadecimal digits, of the file's size and of samples of it; see {@link hashOf}. */
  hash: string
  kind: MediaKind
  /** `video/webm` */
  type: string
  bytes: number
}

/** A media file on disk. */
export type MediaFile = MediaFacts & {
  /** Modification time, epoch milliseconds with fractions. */
  modified: number
}

/** Why a file cannot be played or offered: "is … . How to mend it." */
export type MediaFault = { fault: string }

const megabyte = 1024 * 1024

/** The largest files that are served, in bytes. */
const maxBytes = {
  video: 1000 * megabyte,
  audio: 1000 * megabyte,
  captions: megabyte,
  download: 100 * megabyte,
} satisfies Record<MediaKind, number>

const stretch = 64 * 1024
const stretches = 64

/**
 * Inspects a media file: reads its first bytes and, for its hash, at most 4 MB of it.
 *
 * @param file its real path, absolute; @param type its media type by its name
 * @returns undefined when it does not exist
 * @throws system errors that are not the file's fault
 */
export function inspectMedia(
  file: string,
  kind: MediaKind,
  type: string,
): MediaFile | MediaFault | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const { size, mtimeMs } = fstatSync(descriptor)
    if (size > maxBytes[kind])
      return {
        fault: `has ${Math.ceil(size / megabyte)} MB; ${maxBytes[kind] / megabyte} MB is the most. Save it smaller.`,
      }
    if (!isOfType(type, bytesAt(descriptor, 0, headBytes)))
      return { fault: `is not what its name says. Save it as ${formatNames[kind]}.` }
    return { hash: hashOf(descriptor, size), kind, type, bytes: size, modified: mtimeMs }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    if (isSystemFault(error)) throw error
    return { fault: 'cannot be read. Give the server permission to read it.' }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/**
 * What identifies a file. Up to 4 MB every byte counts; of larger files, 64 samples of 64 KB from the first to the last
 * byte, and the size. Re-exporting a film changes all of it, so samples are enough, and an index need not read gigabytes.
 * Two servers with the same file give it the same hash, whenever they got it.
 */
function hashOf(descriptor: number, size: number): string {
  const hash = createHash('sha256').update(`${size}\n`)
  const isWhole = size <= stretch * stretches
  const step = isWhole ? stretch : (size - stretch) / (stretches - 1)
  for (let index = 0; index < stretches && index * step < size; index += 1)
    hash.update(bytesAt(descriptor, Math.floor(index * step), stretch))
  return hash.digest('hex').slice(0, 16)
}

function bytesAt(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position))
}
