import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import type { Gauge } from './metrics.ts'

/** How often the delay is looked at, milliseconds; Node counts that time in. */
const resolution = 20

/** Begins to watch what may hold up this process's only thread. @returns what there was since it was last asked */
export function watchLoop(): () => Gauge[] {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  let collecting = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collecting += duration / 1000
  }).observe({ entryTypes: ['gc'] })

  return () => {
    const lag = Math.max(0, delay.percentile(99) / 1e9 - resolution / 1000)
    delay.reset()
    return [
      {
        name: 'nodejs_eventloop_lag_p99_seconds',
        help: 'What of 100 timers 99 were late by at most, since it was last asked.',
        value: Number.isFinite(lag) ? lag : 0,
      },
      {
        name: 'nodejs_gc_seconds_total',
        help: 'Time spent collecting garbage.',
        value: collecting,
        type: 'counter',
      },
    ]
  }
}
