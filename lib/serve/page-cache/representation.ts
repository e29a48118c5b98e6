import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, constants, gzipSync } from 'node:zlib'
import type { Encoding } from './negotiate.ts'

const compressBrotli = promisify(brotliCompress)

/** One form of a page, ready to be sent. */
export type Form = { body: Buffer; etag: string }

/** A page in the forms clients take. All but the first are made from it when somebody asks for them. */
export type Representation = {
  /** Of the page's text; begins each form's ETag. */
  hash: string
  br: Form
  gzip?: Form
}

const whileWaiting = 5
const atLeisure = 11

/** Compresses a page as well as a waiting reader allows. */
export async function represent(text: Buffer): Promise<Representation> {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  return { hash, br: { body: await brotli(text, whileWaiting), etag: `"${hash}.b${whileWaiting}"` } }
}

/** The Brotli form as small as it gets, for when nobody waits. Other bytes need another strong ETag. */
export async function smallest(text: Buffer, hash: string): Promise<Form> {
  return { body: await brotli(text, atLeisure), etag: `"${hash}.b${atLeisure}"` }
}

/** The form for an encoding; one that has to be made is the caller's to keep. */
export function formOf(representation: Representation, encoding: Encoding): Form {
  const { br, gzip } = representation
  switch (encoding) {
    case 'br':
      return br
    case 'gzip':
      return (
        gzip ?? {
          body: alone(gzipSync(brotliDecompressSync(br.body))),
          etag: etagOf(representation, encoding),
        }
      )
    case 'identity':
      return { body: brotliDecompressSync(br.body), etag: etagOf(representation, encoding) }
  }
}

/** The ETag of the form for an encoding, which need not be made for that. */
export function etagOf(representation: Representation, encoding: Encoding): string {
  return encoding === 'br' ? representation.br.etag : `"${representation.hash}.${encoding[0]}"`
}

/** Bytes a page takes in memory. */
export function sizeOf({ br, gzip }: Representation): number {
  return br.body.length + (gzip?.body.length ?? 0)
}

async function brotli(text: Buffer, quality: number): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    // As far back as all but the longest pages reach: by default the encoder takes memory for 4 MB.
    [constants.BROTLI_PARAM_LGWIN]: 18,
  }
  return alone(await compressBrotli(text, { params }))
}

/** The bytes in memory of their own: what zlib returns lies in a block of 64 KB, which it would keep for itself. */
function alone(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}
