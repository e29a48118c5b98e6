import type { Log } from '../runtime/log.ts'

/** A log that remembers the `event` and fields of each line. */
export function logLines(): { log: Log; lines: Record<string, unknown>[]; events(): string[] } {
  const lines: Record<string, unknown>[] = []
  return {
    lines,
    log: (level, event, fields = {}) => lines.push({ level, event, ...fields }),
    events: () => lines.map(({ event }) => String(event)),
  }
}
