import { channel } from 'node:diagnostics_channel'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Writes what an operator should know as lines of JSON, from a level on. */
export type Log = (
  level: Exclude<LogLevel, 'silent'>,
  event: string,
  fields?: Record<string, unknown>,
) => void

/**
 * Where a server takes its lines from, by the name Node knows it by in the whole process: Next's bundles have copies of
 * this module.
 */
export const logChannel = 'dateline.log'

const outlet = channel(logChannel)

/** Says a line of a log: to the server's outlet, or on stdout where there is no server. */
export function writeLogLine(line: string): void {
  if (outlet.hasSubscribers) outlet.publish(line)
  else process.stdout.write(`${line}\n`)
}

/** @param write takes each line, without its end */
export function createLog(least: LogLevel, write = writeLogLine): Log {
  return (level, event, fields = {}) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(least)) return
    write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }))
  }
}
