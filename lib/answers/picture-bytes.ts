/** A picture's bytes, made or kept. @param headers what is said of them: their type, and how long they may be kept */
export function bytesAnswer(bytes: Buffer, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'X-Content-Length': String(bytes.length), 'X-Content-Type-Options': 'nosniff' },
  })
}

/** Too many wait for pictures to be made. */
export function busyAnswer(): Response {
  return new Response('Busy\n', {
    status: 503,
    headers: { 'Retry-After': '10', 'Cache-Control': 'no-store' },
  })
}

/** Not to be remembered: a picture may be published the moment after. */
export function unknownAnswer(): Response {
  return new Response('Not found\n', { status: 404, headers: { 'Cache-Control': 'no-store' } })
}
