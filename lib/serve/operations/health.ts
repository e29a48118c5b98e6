import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IndexDatabase } from '../../index/index-database.ts'
import { allProblems, contentChangedAt, storedSetting } from '../../index/queries/newsroom-queries.ts'
import { textLine } from '../../newsroom/problem.ts'
import { errorText } from '../../runtime/error-text.ts'
import { answerUncached } from '../uncached-answer.ts'
import type { MayAsk } from './may-ask.ts'

/** How publishing stands. */
export type Progress = {
  /** Whether a pass is running, and how many files it has still to read. */
  isRunning: boolean
  waiting: number
  /** When everything was last looked through, epoch milliseconds. */
  lookedThroughAt?: number
  /** How many pulls from the content's origin have failed since one worked. */
  failedPulls: number
  /** What keeps content from being read, a line each; nothing an editor could mend in a file. */
  wrong: string[]
}

/** How far publishing has come. Times in epoch milliseconds. */
export type PublishingState = {
  upToDateAt?: number
  error?: { at: number; reason: string }
  /** What passes are doing, and what keeps content from being read. */
  progress?: Progress
}

export type Health = {
  /** `/healthz`: the process answers, and can do more than fail. */
  alive(request: IncomingMessage, response: ServerResponse): void
  /** `/readyz`: it can show the content, and which; to those who may ask also what could not be published. */
  ready(mayAsk: MayAsk): (request: IncomingMessage, response: ServerResponse) => void
}

/** What is asked about, each time anew. */
export type Vitals = {
  /** The index as the site reads it. */
  db(): IndexDatabase
  /** Whether the server takes leave: then it is not ready, so that nobody is sent here any more. */
  isStopping(): boolean
  /** How publishing fares. */
  publishing(): PublishingState
  /** Why the index cannot be relied on at the moment, if it cannot. */
  damage(): string | undefined
  /** Why this process will not get well by itself, if it will not: it should be started anew. */
  hopeless(): string | undefined
}

const maxProblems = 100

export function createHealth({ db, isStopping, publishing, damage, hopeless }: Vitals): Health {
  return {
    alive(_, response) {
      const isAlive = hopeless() === undefined
      answer(response, isAlive ? 200 : 503, { alive: isAlive })
    },
    ready: (mayAsk) => (request, response) => {
      const details = mayAsk(request)
      const wrong = hopeless() ?? damage()
      try {
        const changedAt = contentChangedAt(db())
        const commit = storedSetting(db(), 'commit')
        const isReady = changedAt > 0 && wrong === undefined && !isStopping()
        answer(response, isReady ? 200 : 503, {
          ready: isReady,
          revision: new Date(changedAt).toISOString(),
          ...(commit !== undefined && { commit }),
          ...age(publishing()),
          ...(details && wrong !== undefined && { reason: wrong }),
          ...(details && { ...lastError(publishing()), ...problems(db(), publishing()) }),
        })
      } catch (error) {
        const reason = wrong ?? errorText(error)
        answer(response, 503, { ready: false, ...(details && { reason }) })
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

/** What keeps content from being read comes first: it may be the reason of much else. */
function problems(db: IndexDatabase, { progress }: PublishingState) {
  const lines = [...(progress?.wrong ?? []), ...allProblems(db).map(textLine)]
  return { problems: lines.slice(0, maxProblems), problemsInAll: lines.length }
}

function answer(response: ServerResponse, status: number, body: Record<string, unknown>) {
  answerUncached(response, status, `${JSON.stringify(body)}\n`, {
    'content-type': 'application/json; charset=utf-8',
  })
}
