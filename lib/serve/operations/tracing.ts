import type { IncomingMessage } from 'node:http'
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { TraceSettings } from '../../runtime/environment.ts'
import { errorText } from '../../runtime/error-text.ts'
import type { Log } from '../../runtime/log.ts'
import { routeName } from './route-name.ts'
import type { RequestTrace } from './watch-requests.ts'

/** OpenTelemetry, switched on for this process: Next makes spans of what it does, and the page server one a request. */
export type Tracing = {
  /** Begins a request's span, under the client's if it names one, and makes it the parent of what Next does for it. */
  request: RequestTrace
  /** Sends what is left, for two seconds at most, and switches tracing off. */
  close(): Promise<void>
}

const maxMillisecondsToClose = 2000
/** A collector that is down is worth a line, but not one for each batch. */
const betweenWarnings = 60_000

/**
 * Sends traces to the collector that the standard variables name
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/), as JSON over HTTP, from memory and behind everybody's
 * back: a collector that does not answer costs its spans and nothing else. This module is loaded only where traces are wanted.
 */
export function startTracing({ sampler, ratio }: TraceSettings, log: Log): Tracing {
  let warnedAt = Number.NEGATIVE_INFINITY
  const warn = (error: unknown) => {
    if (performance.now() - warnedAt < betweenWarnings) return
    warnedAt = performance.now()
    log('warn', 'traces not sent', { reason: errorText(error) })
  }
  setGlobalErrorHandler(warn)
  const provider = new TracerProvider({
    sampler: samplerOf(sampler, ratio),
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'dateline' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  const tracer = provider.getTracer('dateline')

  return {
    request(request, started) {
      const path = pathOf(request)
      const route = routeName(path)
      const span = tracer.startSpan(
        route === undefined ? `${request.method}` : `${request.method} ${route}`,
        {
          kind: SpanKind.SERVER,
          ...(started !== undefined && { startTime: started }),
          attributes: {
            'http.request.method': request.method ?? '',
            'url.path': path.slice(0, 200),
            ...(route !== undefined && { 'http.route': route }),
          },
        },
        request.headers.traceparent === undefined
          ? ROOT_CONTEXT
          : propagation.extract(ROOT_CONTEXT, request.headers),
      )
      if (started === undefined) {
        delete request.headers.tracestate
        propagation.inject(trace.setSpan(ROOT_CONTEXT, span), request.headers)
      }
      return ({ id, status, cache }) => {
        span.setAttributes({
          'dateline.cache': cache,
          ...(id !== undefined && { 'dateline.request_id': id }),
        })
        if (status === undefined) span.setAttribute('error.type', 'aborted')
        else span.setAttribute('http.response.status_code', status)
        if (status !== undefined && status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end(started === undefined ? undefined : performance.now())
      }
    },
    async close() {
      let late: NodeJS.Timeout | undefined
      const patience = new Promise((resolve) => {
        late = setTimeout(resolve, maxMillisecondsToClose)
      })
      await Promise.race([provider.shutdown().catch(warn), patience])
      clearTimeout(late)
      trace.disable()
      propagation.disable()
      context.disable()
    },
  }
}

/** Without the query, which may say something of a reader. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/\?.*$/s, '')
}

function samplerOf(sampler: TraceSettings['sampler'], ratio: number): Sampler {
  const root = sampler.endsWith('always_off')
    ? new AlwaysOffSampler()
    : sampler.endsWith('traceidratio')
      ? new TraceIdRatioBasedSampler(ratio)
      : new AlwaysOnSampler()
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root
}
