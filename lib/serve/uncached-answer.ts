import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Answers with a line or a few that are for the asker alone, at this moment: nothing keeps them. */
export function answerUncached(
  response: ServerResponse,
  status: number,
  body: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    .end(body)
}
