import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { watchLoop } from './loop-gauges.ts'

const values = (read: ReturnType<typeof watchLoop>) =>
  Object.fromEntries(read().map(({ name, value }) => [name, value]))

it('tells how late the event loop is, and how long garbage took to be collected', async () => {
  const read = watchLoop()
  await sleep(100)
  values(read)
  // Held up half of the time.
  for (let turn = 0; turn < 3; turn += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150)
    await sleep(50)
  }
  expect(values(read).nodejs_eventloop_lag_p99_seconds).toBeGreaterThan(0.08)
  const garbage: unknown[] = []
  // What is collected is told a moment later, and not before.
  await vi.waitFor(() => {
    for (let number = 0; number < 300_000; number += 1) garbage[number % 1000] = { number, text: `${number}` }
    expect(values(read).nodejs_gc_seconds_total).toBeGreaterThan(0)
  })
})
