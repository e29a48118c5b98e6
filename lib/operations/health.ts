import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IndexDatabase } from '../content/index-database.ts'
import { allProblems, contentChangedAt, storedSetting } from '../content/newsroom-queries.ts'
import { textLine } from '../content/problem.ts'

export type Health = {
  /** `/healthz`: the process answers. */
  alive(request: IncomingMessage, response: ServerResponse): void
  /** `/readyz`: it can show the content, and which; to those on this machine also what could not be published. */
  ready(request: IncomingMessage, response: ServerResponse): void
}

const mostProblems = 100

/**
 * @param db the index as the site reads it
 * @param isStopping whether the server takes leave: then it is not ready, so that nobody is sent here any more
 */
export function createHealth(db: IndexDatabase, isStopping: () => boolean): Health {
  return {
    alive: (_, response) => answer(response, 200, { alive: true }),
    ready(request, response) {
      try {
        const changedAt = contentChangedAt(db)
        const commit = storedSetting(db, 'commit')
        const isReady = changedAt > 0 && !isStopping()
        answer(response, isReady ? 200 : 503, {
          ready: isReady,
          revision: new Date(changedAt).toISOString(),
          ...(commit !== undefined && { commit }),
          ...(isFromHere(request) && problems(db)),
        })
      } catch {
        answer(response, 503, { ready: false })
      }
    },
  }
}

function problems(db: IndexDatabase) {
  const lines = allProblems(db).map(textLine)
  return { problems: lines.slice(0, mostProblems), problemsInAll: lines.length }
}

/**
 * Whether a request began on this machine. One that another server passed on did not, though it comes from there: all
 * of them say so in one of these headers.
 */
export function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const isLocal = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')
  return isLocal && !['forwarded', 'x-forwarded-for', 'via', 'x-real-ip'].some((name) => name in headers)
}

function answer(response: ServerResponse, status: number, body: Record<string, unknown>) {
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(`${JSON.stringify(body)}\n`)
}
