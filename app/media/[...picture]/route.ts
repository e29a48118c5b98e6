import { createReadStream, statSync } from 'node:fs'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { isPublicPicture } from '#lib/content/newsroom-queries.ts'
import { pictureTypes } from '#lib/content/pictures.ts'
import { contentFolder, site } from '#lib/site.ts'

type Context = { params: Promise<{ picture: string[] }> }

/** A picture of a published story or the organisation's logo, as it is. Any other file of the newsroom is unknown here. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const picture = (await params).picture.join('/')
  const { db, newsroom } = site()
  const isPublic = picture === newsroom.site.organisation.logo || isPublicPicture(db, picture)
  const file = isPublic ? contentFolder().locate(picture) : undefined
  const type = pictureTypes[extname(picture).toLowerCase()]
  if (!file || !type) return new Response('Not found\n', { status: 404 })
  const { size } = statSync(file)
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(size),
      'Cache-Control': 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
