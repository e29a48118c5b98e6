import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { MediaFile } from './inspect.ts'
import { readRange } from './range.ts'

/**
 * Answers with a media file or the part of it that is asked for, streamed.
 *
 * @param file where it really is, absolute; @param known what the index says of it
 * @param caching headers for caches, unless what was asked for cannot be had
 * @returns nothing when the file is not there or not the one the index knows any more
 * @throws when it is there and cannot be opened: that is no answer for readers' caches, and the log should say why
 */
export async function answerMedia(
  { headers, method }: Request,
  file: string,
  { hash, type, bytes, modified }: MediaFile,
  caching: Record<string, string>,
): Promise<Response | undefined> {
  const handle = await open(file).catch(missing)
  if (!handle) return undefined
  const { size, mtimeMs } = await handle.stat()
  if (size !== bytes || mtimeMs !== modified) return closed(handle, undefined)
  const etag = `"${hash}"`
  const own = {
    'Accept-Ranges': 'bytes',
    ...caching,
    ETag: etag,
    'X-Content-Type-Options': 'nosniff',
  }
  if (headers.get('if-none-match')?.includes(etag))
    return closed(handle, new Response(null, { status: 304, headers: own }))
  // The rest of another file is no use to anybody (RFC 9110, 13.1.5); we give no dates to ask by.
  const condition = headers.get('if-range')
  const range = readRange(condition === null || condition === etag ? headers.get('range') : null, size)
  if (range === 'unsatisfiable') {
    const refusal = { ...own, 'Cache-Control': 'no-store', 'Content-Range': `bytes */${size}` }
    return closed(handle, new Response(null, { status: 416, headers: refusal }))
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range
  const answer = {
    status: range === 'whole' ? 200 : 206,
    headers: {
      ...own,
      'Content-Type': type === 'text/vtt' ? 'text/vtt; charset=utf-8' : type,
      'X-Content-Length': String(end - start + 1),
      ...(range !== 'whole' && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  }
  if (method === 'HEAD') return closed(handle, new Response(null, answer))
  // The stream closes the file, whether it comes to its end or the reader goes away.
  const stream = handle.createReadStream({ start, end })
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, answer)
}

async function closed<T>(handle: FileHandle, answer: T): Promise<T> {
  await handle.close()
  return answer
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
