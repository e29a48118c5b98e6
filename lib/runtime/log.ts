import { channel } from 'node:diagnostics_channel'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Writes what an operator should know as lines of JSON, from a level up. */
export type Log = (
  level: Exclude<LogLevel, 'silent'>,
  event: string,
  fields?: Record<string, unknown>,
) => void

/**
 * The diagnostics channel from which a server takes its log lines. It is found by name, because Next's bundles contain
 * copies of this module.
 */
export const logChannel = 'dateline.log'

const outlet = channel(logChannel)

/** Sends a log line to the server's output, or to stdout when there is no server. */
export function writeLogLine(line: string): void {
  if (outlet.hasSubscribers) outlet.publish(line)
  else process.stdout.write(`${line}\n`)
}

/** @param write takes each line, without its line break */
export function createLog(least: LogLevel, write = writeLogLine): Log {
  return (level, event, fields = {}) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(least)) return
    write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }))
  }
}
