import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IndexDatabase } from '../content/index-database.ts'
import { allProblems, contentChangedAt, storedSetting } from '../content/newsroom-queries.ts'
import { textLine } from '../content/problem.ts'
import type { PublishingState } from '../publish/start-publishing.ts'
import { answerUncached } from '../uncached-answer.ts'

export type Health = {
  /** `/healthz`: the process answers. */
  alive(request: IncomingMessage, response: ServerResponse): void
  /** `/readyz`: it can show the content, and which; to those on this machine also what could not be published. */
  ready(request: IncomingMessage, response: ServerResponse): void
}

const mostProblems = 100

/**
 * @param db the index as the site reads it
 * @param publishing how publishing fares
 * @param isStopping whether the server takes leave: then it is not ready, so that nobody is sent here any more
 */
export function createHealth(
  db: IndexDatabase,
  isStopping: () => boolean,
  publishing: () => PublishingState,
): Health {
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
          ...age(publishing()),
          ...(isFromHere(request) && { ...lastError(publishing()), ...problems(db) }),
        })
      } catch {
        answer(response, 503, { ready: false })
      }
    },
  }
}

/** For how many seconds nobody has looked whether the index is up to date; changes of content make it zero. */
function age({ upToDateAt }: PublishingState) {
  return upToDateAt === undefined ? {} : { indexAgeSeconds: Math.round((Date.now() - upToDateAt) / 1000) }
}

function lastError({ error }: PublishingState) {
  return error && { lastPublishError: { at: new Date(error.at).toISOString(), reason: error.reason } }
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
  answerUncached(response, status, `${JSON.stringify(body)}\n`, {
    'content-type': 'application/json; charset=utf-8',
  })
}
