/**
 * Reads a small body as text.
 *
 * @param most bytes
 * @returns nothing when there are more, whatever `Content-Length` said
 */
export async function readSmallBody(request: Request, most: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > most) return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}
