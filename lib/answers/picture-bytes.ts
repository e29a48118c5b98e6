/** Answers with a picture's bytes. @param headers its type, and how long it may be kept */
export function bytesAnswer(bytes: Buffer, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'X-Content-Length': String(bytes.length), 'X-Content-Type-Options': 'nosniff' },
  })
}

/** Too many pictures are waiting to be made. */
export function busyAnswer(): Response {
  return new Response('Busy\n', {
    status: 503,
    headers: { 'Retry-After': '10', 'Cache-Control': 'no-store' },
  })
}

/** Not to be cached: the picture may be published a moment later. */
export function unknownAnswer(): Response {
  return new Response('Not found\n', { status: 404, headers: { 'Cache-Control': 'no-store' } })
}
