import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logLines } from '../testing/log-lines.ts'
import { createPulls, type PullFailure } from './pulls.ts'

/** Pulls that end when and as the test says. */
function started() {
  const { log, lines } = logLines()
  const open: ((reason: PullFailure) => void)[] = []
  const came = vi.fn()
  const stands = vi.fn()
  const pull = vi.fn(() => new Promise<PullFailure>((resolve) => open.push(resolve)))
  const pulls = createPulls({ pull, came, stands, log })
  const end = async (reason?: string) => {
    open.shift()?.(reason)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { pulls, pull, end, came, stands, lines }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('pulls', () => {
  it('run one at a time; requests that come meanwhile share the next', async () => {
    const { pulls, pull, end } = started()
    const first = pulls.ask()
    const others = [pulls.ask(), pulls.ask(), pulls.ask()]
    expect(pull).toHaveBeenCalledTimes(1)
    await end()
    expect(await first).toBeUndefined()
    expect(pull).toHaveBeenCalledTimes(2)
    const last = pulls.ask()
    await end('refused')
    expect(await Promise.all(others)).toEqual(['refused', 'refused', 'refused'])
    expect(pull).toHaveBeenCalledTimes(3)
    await end()
    expect(await last).toBeUndefined()
  })

  it('that fail are reported and tried again, ever less often, until one works', async () => {
    const { pulls, pull, end, came, stands, lines } = started()
    void pulls.ask()
    await end('the origin is away')
    expect(lines.at(-1)).toMatchObject({
      level: 'error',
      event: 'not pulled',
      reason: 'the origin is away',
      againInSeconds: 5,
    })
    expect(pulls.failure()).toEqual({ reason: 'the origin is away', times: 1 })
    await vi.advanceTimersByTimeAsync(5000)
    expect(pull).toHaveBeenCalledTimes(2)
    await end('the origin is away')
    await vi.advanceTimersByTimeAsync(9999)
    expect(pull).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(1)
    await end()
    expect(came).toHaveBeenCalledTimes(1)
    expect(pulls.failure()).toBeUndefined()
    expect(stands).toHaveBeenCalledTimes(3)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(pull).toHaveBeenCalledTimes(3)
  })

  it('wait five minutes at most', async () => {
    const { pulls, end, lines } = started()
    void pulls.ask()
    for (let count = 0; count < 9; count += 1) {
      await end('no')
      await vi.advanceTimersByTimeAsync(300_000)
    }
    expect(lines.at(-1)).toMatchObject({ againInSeconds: 300 })
  })

  it('are not tried again when the server stops', async () => {
    const { pulls, pull, end, lines } = started()
    void pulls.ask()
    pulls.close()
    await end('stopped')
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(pull).toHaveBeenCalledTimes(1)
    expect(lines).toEqual([])
  })
})
