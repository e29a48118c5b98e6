import { readFile } from 'node:fs/promises'
import { busyAnswer, bytesAnswer, unknownAnswer } from '#lib/answers/picture-bytes.ts'
import { answerMedia } from '#lib/assets/media/answer.ts'
import { attachmentHeaders } from '#lib/assets/media/attachment.ts'
import { pictureFormat } from '#lib/assets/pictures/format.ts'
import { pictureHash } from '#lib/assets/pictures/hash.ts'
import { TooBusy } from '#lib/assets/pictures/lanes.ts'
import { drawingOf, variantOf } from '#lib/assets/pictures/picture-service.ts'
import { variantNamed, variantTypes } from '#lib/assets/pictures/variants.ts'
import { publicMedia } from '#lib/index/queries/media-queries.ts'
import { publicPicture } from '#lib/index/queries/picture-queries.ts'
import { type Key, keyHeader, siteFilesKey } from '#lib/keys/keys.ts'
import { pictureKeys } from '#lib/keys/picture-keys.ts'
import { findCard } from '#lib/machines/cards/find-card.ts'
import { contentFolder, fontsFolder, pictures, site } from '#lib/page/site.ts'
import { createLog } from '#lib/runtime/log.ts'
import { headlineFaceFile, nameplateFile } from '#lib/urls/paths.ts'

type Context = { params: Promise<{ picture: string[] }> }

/** Something that can be served: the name it is cached under, and how it is made. */
type Found = {
  name: string
  type: string
  keys: Key[]
  /** When it must no longer be served, epoch milliseconds. */
  until?: number
  make(): Promise<Buffer | undefined>
}

/** A year, the longest lifetime used for caches. */
const forEver = 'public, max-age=31536000, immutable'

/** @param until epoch milliseconds */
function keptUntil(until: number): string {
  return `public, max-age=${Math.max(0, Math.floor((until - Date.now()) / 1000))}`
}

/**
 * Serves pictures of published stories in the variants that pages use, files that such stories play or offer, pages' cards,
 * the drawings in the nameplate, the typeface of headlines, and the organisation's logo. Everything else is unknown here, and
 * costs one look into the index.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const parts = (await params).picture.map(decodeURIComponent)
  if (parts.join('/') === site().newsroom.site.organisation.logo) return logo(parts.join('/'))
  const [hash = '', file = ''] = parts
  if (parts.length === 2 && file === nameplateFile) return nameplate(hash)
  if (parts.length === 2 && file === headlineFaceFile) return headlineFace(hash)
  const found = parts.length === 2 ? findVariant(hash, file) : findDrawing(new URL(request.url).pathname)
  if (!found) return parts.length === 2 ? media(request, hash, file) : unknownAnswer()
  const etag = `"${found.name.replace('/', '.')}"`
  const caching = found.until === undefined ? forEver : keptUntil(found.until)
  const headers = { ETag: etag, 'Cache-Control': caching, 'Surrogate-Key': keyHeader(found.keys) }
  if (request.headers.get('if-none-match')?.includes(etag))
    return new Response(null, { status: 304, headers })
  try {
    const bytes = await pictures()(found.name, found.make, request.signal)
    return bytes ? bytesAnswer(bytes, { ...headers, 'Content-Type': found.type }) : unknownAnswer()
  } catch (error) {
    // The service has logged the reason; a client that has gone needs no answer.
    return error instanceof TooBusy || request.signal.aborted ? busyAnswer() : unknownAnswer()
  }
}

function findVariant(hash: string, file: string): Found | undefined {
  const view = site()
  const found = publicPicture(view.db, hash, view.now)
  const variant = found && variantNamed(found.facts, file)
  return (
    variant && {
      name: `${hash}/${file}`,
      type: variantTypes[variant.format],
      keys: pictureKeys(view, hash),
      ...(found.until !== undefined && { until: found.until }),
      make: variantOf(() => contentFolder().locate(found.path), hash, variant),
    }
  )
}

function findDrawing(pathname: string): Found | undefined {
  const { environment, ...view } = site()
  const found = findCard(view, environment.siteUrl, pathname)
  return (
    found && {
      name: `${found.hash}/${found.shape}.png`,
      type: 'image/png',
      keys: found.keys,
      make: drawingOf({ card: found.card, shape: found.shape, fonts: fontsFolder() }),
    }
  )
}

async function media(request: Request, hash: string, file: string): Promise<Response> {
  const view = site()
  const found = publicMedia(view.db, hash, file)
  const place = found && contentFolder().locate(found.path)
  const answer =
    place &&
    (await answerMedia(request, place, found, {
      'Cache-Control': forEver,
      'Surrogate-Key': keyHeader(pictureKeys(view, hash)),
      ...(found.kind === 'download' && attachmentHeaders(found.path)),
    }))
  return answer || unknownAnswer()
}

/** Shown as a picture, nothing in it would run; opened by itself, its policy says so. */
function nameplate(hash: string): Response {
  const { light, dark } = site().newsroom.nameplate ?? {}
  const drawing = [light, dark].find((known) => known?.hash === hash)
  if (!drawing) return unknownAnswer()
  return bytesAnswer(Buffer.from(drawing.svg), {
    'Content-Type': 'image/svg+xml',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    'Cache-Control': forEver,
    ETag: `"${hash}.nameplate"`,
    'Surrogate-Key': keyHeader([siteFilesKey]),
  })
}

async function headlineFace(hash: string): Promise<Response> {
  const { site: settings, headlineFace: face } = site().newsroom
  const file = face?.hash === hash && contentFolder().locate(settings.look.headlines)
  const bytes = file && (await readFile(file).catch(() => undefined))
  // The file may have been replaced a moment ago, and what this URL holds never changes.
  if (!bytes || pictureHash(bytes) !== hash) return unknownAnswer()
  return bytesAnswer(bytes, {
    'Content-Type': 'font/woff2',
    'Cache-Control': forEver,
    ETag: `"${hash}.headlines"`,
    'Surrogate-Key': keyHeader([siteFilesKey]),
  })
}

async function logo(path: string): Promise<Response> {
  const file = contentFolder().locate(path)
  const bytes = file && (await readFile(file).catch(() => undefined))
  const format = bytes && pictureFormat(bytes)
  if (!bytes || !format) {
    const reason =
      'The file is not there, cannot be read, or is no picture. The next look through everything tells more.'
    createLog(site().environment.logLevel)('warn', 'logo not served', { logo: path, reason })
    return unknownAnswer()
  }
  return bytesAnswer(bytes, { 'Content-Type': `image/${format}`, 'Cache-Control': 'public, max-age=3600' })
}
