import { readFile } from 'node:fs/promises'
import { publicMedia } from '#lib/content/media-queries.ts'
import { publicPicture } from '#lib/content/picture-queries.ts'
import { answerMedia } from '#lib/media/answer.ts'
import { pictureFormat } from '#lib/pictures/format.ts'
import { TooBusy } from '#lib/pictures/lanes.ts'
import { variantNamed, variantTypes } from '#lib/pictures/variants.ts'
import { contentFolder, pictures, site } from '#lib/site.ts'

type Context = { params: Promise<{ picture: string[] }> }

/** A year, the longest caches are told of anything. */
const forEver = 'public, max-age=31536000, immutable'

/**
 * A picture of a published story in one of the forms pages ask for, what such a story plays, or the organisation's logo.
 * Everything else is unknown here, and costs one look into the index.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const parts = (await params).picture
  const [hash = '', file = ''] = parts
  const { db, newsroom } = site()
  if (parts.join('/') === newsroom.site.organisation.logo) return logo(parts.join('/'))
  const found = parts.length === 2 ? publicPicture(db, hash) : undefined
  const variant = found && variantNamed(found.facts, file)
  if (!variant) return parts.length === 2 ? media(request, hash, file) : unknown()
  const etag = `"${hash}.${file}"`
  if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304 })
  try {
    const bytes = await pictures()(() => contentFolder().locate(found.path), found.facts.hash, variant)
    if (!bytes) return unknown()
    return answer(bytes, {
      'Content-Type': variantTypes[variant.format],
      ETag: etag,
      'Cache-Control': forEver,
    })
  } catch (error) {
    if (!(error instanceof TooBusy)) return unknown()
    return new Response('Busy\n', {
      status: 503,
      headers: { 'Retry-After': '10', 'Cache-Control': 'no-store' },
    })
  }
}

async function media(request: Request, hash: string, file: string): Promise<Response> {
  const found = publicMedia(site().db, hash, file)
  const place = found && contentFolder().locate(found.path)
  const answer = place && (await answerMedia(request, place, found, forEver))
  return answer || unknown()
}

async function logo(path: string): Promise<Response> {
  const file = contentFolder().locate(path)
  const bytes = file && (await readFile(file).catch(() => undefined))
  const format = bytes && pictureFormat(bytes)
  if (!bytes || !format) return unknown()
  return answer(bytes, { 'Content-Type': `image/${format}`, 'Cache-Control': 'public, max-age=3600' })
}

function answer(bytes: Buffer, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'X-Content-Length': String(bytes.length), 'X-Content-Type-Options': 'nosniff' },
  })
}

/** Not to be remembered: a picture may be published the moment after. */
function unknown(): Response {
  return new Response('Not found\n', { status: 404, headers: { 'Cache-Control': 'no-store' } })
}
