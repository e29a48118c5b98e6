import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerUncached } from '../uncached-answer.ts'
import type { MayAsk } from './may-ask.ts'
import type { Metrics } from './metrics.ts'

/** Answers `/metrics` to those who may ask. To anyone else there is no such URL. */
export function createMetricsEndpoint(metrics: Metrics, mayAsk: MayAsk) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (mayAsk(request)) {
      const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
      answerUncached(response, 200, metrics.text(), headers)
    } else answerUncached(response, 404, 'There is no such page.\n')
  }
}
