import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { logLines } from '../testing/log-lines.ts'
import { createPasses, type Outcome, type PassesOptions } from './passes.ts'

const good: Outcome = { ok: true, result: { files: 0, read: 0, changed: 0, keys: [], changedAt: 0 } }
const bad: Outcome = { ok: false, reason: 'no room' }
const soon = (claim: () => void) => vi.waitFor(claim, { timeout: 5000 })

function start(settings: Partial<PassesOptions> = {}) {
  const done: string[] = []
  const { log, lines } = logLines()
  const passes = createPasses({
    few: async (paths, isBetween) => {
      done.push(`${[...paths].join(' ')}${isBetween ? ' between' : ''}`)
      return good
    },
    many: async ({ everything, paths }, between) => {
      for (let slice = 1; slice <= 4; slice += 1) {
        done.push(`${everything ? 'everything' : paths.size} ${slice}`)
        if (!(await between())) return { ok: false, reason: 'given up' }
      }
      return good
    },
    ended: () => {},
    atRest: () => done.push('rest'),
    log,
    ...settings,
  })
  onTestFinished(() => passes.close())
  return { passes, done, lines }
}

const numbered = (count: number) => new Set(Array.from({ length: count }, (_, n) => `${n}.en.md`))

describe('passes', () => {
  it('over saved files run between the slices of one over everything', async () => {
    const { passes, done } = start()
    const told = passes.ask({ everything: true, paths: new Set() })
    passes.want(new Set(['محادثات.ar.md']))
    await told
    await soon(() => expect(done.at(-1)).toBe('rest'))
    expect(done).toEqual([
      'everything 1',
      'محادثات.ar.md between',
      'everything 2',
      'everything 3',
      'everything 4',
      'rest',
    ])
  })

  it('over saved files run before one over everything that has not begun', async () => {
    const { passes, done } = start()
    passes.want(new Set(['a']))
    passes.wantEverything()
    passes.want(new Set(['b']))
    await soon(() => expect(done.at(-1)).toBe('rest'))
    expect(done.slice(0, 3)).toEqual(['a', 'b', 'everything 1'])
  })

  it('over more than a slice are done in slices, over very many look at everything', async () => {
    const { passes, done } = start()
    passes.want(numbered(101))
    await soon(() => expect(done.at(-1)).toBe('rest'))
    passes.want(numbered(1001))
    await soon(() => expect(done.filter((line) => line === 'rest')).toHaveLength(2))
    expect(done.filter((line) => line.endsWith(' 1'))).toEqual(['101 1', 'everything 1'])
  })

  it('that turn out larger than expected are done in slices; the caller gets the result then', async () => {
    const { passes, done } = start({ few: async () => 'too much' })
    expect(await passes.ask({ everything: false, paths: new Set(['articles']) })).toBe(good)
    expect(done.slice(0, 4)).toEqual(['1 1', '1 2', '1 3', '1 4'])
  })

  it('that are requested several times meanwhile run once', async () => {
    const { passes, done } = start()
    const all = await Promise.all([1, 2, 3, 4].map(() => passes.ask({ everything: true, paths: new Set() })))
    expect(all).toEqual([good, good, good, good])
    expect(done.filter((line) => line === 'everything 1')).toHaveLength(2)
  })

  it('that fail are tried again later, together with what came in', async () => {
    let isFull = true
    const tried: string[][] = []
    const { passes, lines } = start({
      few: async (paths) => {
        tried.push([...paths])
        return isFull ? bad : good
      },
    })
    expect(await passes.ask({ everything: false, paths: new Set(['a']) })).toBe(bad)
    expect(passes.isResting()).toBe(true)
    expect(lines).toEqual([{ level: 'error', event: 'not published', reason: 'no room', againInSeconds: 1 }])
    isFull = false
    passes.want(new Set(['b']))
    await soon(() => expect(tried.at(-1)).toEqual(['a', 'b']))
    await soon(() => expect(passes.isRunning()).toBe(false))
    expect(passes.isResting()).toBe(false)
  })

  it('that fail between slices do not end the long one, nor are they tried after each slice', async () => {
    const tried: string[] = []
    const { passes, done } = start({
      few: async (paths) => {
        tried.push([...paths].join(' '))
        return tried.length > 1 ? good : bad
      },
    })
    const told = passes.ask({ everything: true, paths: new Set() })
    passes.want(new Set(['a']))
    expect(await told).toBe(good)
    expect(tried).toEqual(['a'])
    expect(done.filter((line) => line.startsWith('everything'))).toHaveLength(4)
    await soon(() => expect(tried).toEqual(['a', 'a']))
  })

  it('do not run while they are held, and callers are told why', async () => {
    const { passes, done } = start()
    passes.hold('nothing there')
    passes.want(new Set(['a']))
    expect(await passes.ask({ everything: true, paths: new Set() })).toEqual({
      ok: false,
      reason: 'nothing there',
    })
    await sleep(20)
    expect(done.filter((line) => line !== 'rest')).toEqual([])
    passes.goOn()
    await soon(() => expect(done).toContain('a'))
  })

  it('end with the slice they are in when they are closed', async () => {
    const { passes, done } = start()
    const told = passes.ask({ everything: true, paths: new Set() })
    passes.close()
    expect(await told).toMatchObject({ ok: false })
    expect(done).toEqual(['everything 1'])
  })
})
