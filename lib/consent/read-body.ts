/**
 * Reads a small body as text.
 *
 * @param max bytes
 * @returns undefined when the body is larger, whatever `Content-Length` said
 */
export async function readSmallBody(request: Request, max: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > max) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > max) return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}
