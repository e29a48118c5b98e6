import { errorText } from '../../runtime/error-text.ts'
import type { Log } from '../../runtime/log.ts'

/**
 * Errors that nobody caught cost what they were part of, and a line: the other readers' requests go on. Next, which says
 * so in text and more than once, is no longer asked.
 *
 * @param onError called with the name of Node's event
 */
export function surviveErrors(log: Log, onError: (kind: string) => void): void {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.removeAllListeners(kind)
    process.on(kind, (error: unknown) => {
      onError(kind)
      const stack = error instanceof Error ? error.stack : ''
      log('error', 'uncaught', { kind, reason: errorText(error), stack })
    })
  }
}
