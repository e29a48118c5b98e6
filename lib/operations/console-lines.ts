import { format, stripVTControlCharacters } from 'node:util'
import type { Log } from '../log.ts'

const levels = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  trace: 'error',
} as const

/** No message is longer; a stack of calls may be. */
const longest = 4000

/**
 * From now on, what Next, React and Node itself print for people becomes lines of the log, one each, whatever it holds: a
 * log is read by line.
 */
export function consoleToLog(log: Log): void {
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...parts: unknown[]) => {
      log(level, 'console', {
        text: stripVTControlCharacters(format(...parts))
          .trim()
          .slice(0, longest),
      })
    }
  }
  process.removeAllListeners('warning')
  process.on('warning', ({ name, message }) => log('warn', 'console', { text: `${name}: ${message}` }))
}
