import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { MediaFile } from './inspect.ts'
import { readRange } from './range.ts'

/**
 * Answers with a media file, or the requested part of it, streamed.
 *
 * @param file its real path, absolute; @param known what the index says about it
 * @param caching headers for caches, sent unless the requested part does not exist
 * @returns undefined when the file is missing or is no longer the one in the index
 * @throws when it exists but cannot be opened: readers' caches must not keep that, and the log should say why
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
  // The rest of a different file is useless (RFC 9110, 13.1.5). We send no dates, so only an ETag can match.
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
  // The stream closes the file, whether it reaches the end or the reader leaves.
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
