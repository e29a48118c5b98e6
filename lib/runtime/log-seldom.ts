import type { Log } from './log.ts'

/**
 * A log for events that can happen any number of times: an event is written at once the first time, then at most once a
 * minute, with `times`, how often it has happened since. Event names must be few.
 *
 * @param now a clock that never goes back, milliseconds
 */
export function logSeldom(log: Log, now = () => performance.now()): Log {
  const events = new Map<string, { written: number; times: number }>()
  return (level, event, fields) => {
    const { written, times } = events.get(event) ?? { written: Number.NEGATIVE_INFINITY, times: 0 }
    if (now() - written < 60_000) {
      events.set(event, { written, times: times + 1 })
      return
    }
    events.set(event, { written: now(), times: 0 })
    log(level, event, { ...fields, times: times + 1 })
  }
}
