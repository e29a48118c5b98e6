import type { RequestListener } from 'node:http'
import { answerUncached } from '../uncached-answer.ts'
import type { Health } from './health.ts'
import type { MayAsk } from './may-ask.ts'
import type { Metrics } from './metrics.ts'
import { createMetricsEndpoint } from './metrics-endpoint.ts'

/** What is answered at which path. */
export type Endpoints = ReadonlyMap<string, RequestListener>

/** What a server tells of itself, on a listener where these may ask for more than readers are told. */
export function operationsEndpoints(health: Health, metrics: Metrics, mayAsk: MayAsk): Endpoints {
  return new Map<string, RequestListener>([
    ['/healthz', health.alive],
    ['/readyz', health.ready(mayAsk)],
    ['/metrics', createMetricsEndpoint(metrics, mayAsk)],
  ])
}

/** A listener for some paths, and for others what else there is; nothing unless it is given. */
export function listenerFor(endpoints: Endpoints, others: RequestListener = answerNothing): RequestListener {
  return (request, response) => (endpoints.get(request.url ?? '') ?? others)(request, response)
}

const answerNothing: RequestListener = (_, response) =>
  answerUncached(response, 404, 'There is no such page.\n')
