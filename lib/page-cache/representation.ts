import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, constants, gzip } from 'node:zlib'
import type { Encoding } from './negotiate.ts'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** One form of a page, ready to be sent. */
export type Form = { body: Buffer; etag: string }

/** A page in the forms clients take. The bare form is made from the compressed one when somebody asks for it. */
export type Representation = {
  /** Of the page's text; begins each form's ETag. */
  hash: string
  br: Form
  gzip: Form
}

const whileWaiting = 5
const atLeisure = 11

/** Compresses a page as well as a waiting reader allows. */
export async function represent(text: Buffer): Promise<Representation> {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  const [br, zipped] = await Promise.all([
    brotli(text, whileWaiting),
    compressGzip(text, { level: 6 }).then(alone),
  ])
  return {
    hash,
    br: { body: br, etag: `"${hash}.b${whileWaiting}"` },
    gzip: { body: zipped, etag: `"${hash}.g"` },
  }
}

/** The Brotli form as small as it gets, for when nobody waits. Other bytes need another strong ETag. */
export async function smallest(text: Buffer, hash: string): Promise<Form> {
  return { body: await brotli(text, atLeisure), etag: `"${hash}.b${atLeisure}"` }
}

/** The form for an encoding. */
export function formOf({ hash, br, gzip: zipped }: Representation, encoding: Encoding): Form {
  if (encoding === 'br') return br
  if (encoding === 'gzip') return zipped
  return { body: brotliDecompressSync(br.body), etag: `"${hash}.i"` }
}

/** Bytes a page takes in memory. */
export function sizeOf({ br, gzip: zipped }: Representation): number {
  return br.body.length + zipped.body.length
}

async function brotli(text: Buffer, quality: number): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  }
  return alone(await compressBrotli(text, { params }))
}

/** The bytes in memory of their own: what zlib returns lies in a block of 64 KB, which it would keep for itself. */
function alone(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}
