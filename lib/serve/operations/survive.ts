import { errorText } from '../../runtime/error-text.ts'
import type { Log } from '../../runtime/log.ts'
import type { Metrics } from './metrics.ts'

/**
 * Errors that nobody caught cost what they were part of, and a line: the other readers' requests go on. Next, which says
 * so in text and more than once, is no longer asked.
 */
export function surviveErrors(log: Log, metrics: Metrics): void {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.removeAllListeners(kind)
    process.on(kind, (error: unknown) => {
      metrics.count('dateline_uncaught_total', 'Errors nobody caught.', { kind })
      const stack = error instanceof Error ? error.stack : ''
      log('error', 'uncaught', { kind, reason: errorText(error), stack })
    })
  }
}
