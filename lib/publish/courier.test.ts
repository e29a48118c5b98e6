import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type IndexDatabase, openIndexForWriting } from '../index/index-database.ts'
import { logLines } from '../testing/log-lines.ts'
import { startReceiver } from '../testing/receiver.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { type Courier, createCourier } from './courier.ts'
import { destinationsOf } from './destinations.ts'
import { markSent, postNews, unsent } from './outbox.ts'

// Waits between tries are skipped with a fake clock; requests take real time.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: false })
})
afterEach(() => {
  vi.useRealTimers()
})

const hub = (url: string) => destinationsOf({ hub: url }, 'https://news.example', [])
const caches = (...urls: string[]) => destinationsOf({}, 'https://news.example', urls)
const news = (...keys: string[]) => ({ keys, paths: [] })

function setUp(db: IndexDatabase = openIndexForWriting(':memory:')) {
  const { log, lines, events } = logLines()
  const courier: Courier = createCourier(db, log)
  onTestFinished(() => courier.close())
  return { db, courier, lines, events }
}

/** Advances the clock by the time the courier waits before it tries again. */
async function tryAgain(seconds: number) {
  await vi.advanceTimersByTimeAsync(seconds * 1000)
}

/** Waits for a real event, on the real clock. */
const until = (check: () => void) =>
  new Promise<void>((resolve) => {
    const look = () => {
      try {
        check()
        resolve()
      } catch {
        setImmediate(look)
      }
    }
    look()
  })

describe('the outbox', () => {
  it('keeps for each destination what concerns it, each item once and in order', () => {
    const { db } = setUp()
    const [cache] = caches('http://a')
    const [feeds] = hub('http://hub')
    if (!cache || !feeds) throw new Error('Not there.')
    postNews(db, [cache, feeds], news('front:ar', 'story:2025-05-16/x'), 1)
    postNews(db, [cache, feeds], news('front:zh-Hans', 'front:ar'), 2)
    expect(unsent(db, feeds.name)).toBeUndefined()
    const kept = unsent(db, cache.name)
    expect(kept).toMatchObject({
      items: ['front:ar', 'story:2025-05-16/x', 'front:zh-Hans'],
      oldest: 1,
      rows: 2,
    })
    postNews(db, [cache], news('later'), 3)
    markSent(db, cache.name, kept?.lastId ?? 0)
    expect(unsent(db, cache.name)).toMatchObject({ items: ['later'], oldest: 3, rows: 1 })
  })
})

describe('the courier', () => {
  it('sends what there is, and then has nothing to send', async () => {
    const cache = await receiver()
    const { db, courier, events } = setUp()
    postNews(db, caches(cache.url), news('front:ar', 'site'), Date.now())
    await courier.deliver(caches(cache.url))
    await courier.deliver(caches(cache.url))
    expect(cache.requests).toMatchObject([{ method: 'PURGE', headers: { 'surrogate-key': 'front:ar site' } }])
    expect(events()).toEqual(['told'])
  })

  it.each([
    ['answers 503', 503],
    ['answers 429', 429],
    ['wants another secret', 401],
    ['redirects', 302],
    ['breaks off', 0],
  ])('sends again when the other %s, until it works', async (_, status) => {
    const cache = await receiver()
    const { db, courier, lines } = setUp()
    cache.answer(status)
    postNews(db, caches(cache.url), news('front:zh-Hans'), Date.now())
    await courier.deliver(caches(cache.url))
    expect(lines).toMatchObject([{ level: 'warn', event: 'could not tell', againInSeconds: 1 }])
    await tryAgain(1)
    await until(() => expect(lines).toMatchObject([{}, { event: 'could not tell', againInSeconds: 2 }]))
    cache.answer(200)
    await tryAgain(2)
    await until(() => expect(lines.at(-1)).toMatchObject({ event: 'told', items: 1 }))
    expect(cache.requests.map(({ headers }) => headers['surrogate-key'])).toEqual(
      Array(3).fill('front:zh-Hans'),
    )
    expect(unsent(db, `cache ${cache.url}`)).toBeUndefined()
  })

  it('gives up what is refused for good, and reports it', async () => {
    const cache = await receiver()
    const { db, courier, lines } = setUp()
    cache.answer(405)
    postNews(db, caches(cache.url), news('a'), Date.now())
    await courier.deliver(caches(cache.url))
    expect(lines).toMatchObject([{ level: 'error', event: 'gave up telling', reason: 'it answered 405' }])
    expect(unsent(db, `cache ${cache.url}`)).toBeUndefined()
    cache.answer(200)
    postNews(db, caches(cache.url), news('b'), Date.now())
    await courier.deliver(caches(cache.url))
    expect(cache.requests.at(-1)?.headers['surrogate-key']).toBe('b')
  })

  it('gives up a hub after a day, but never a cache', async () => {
    const other = await receiver()
    other.answer(500)
    const { db, courier, events } = setUp()
    const destinations = [...hub(other.url), ...caches(other.url)]
    postNews(db, destinations, news('feed:en'), Date.now() - 25 * 3_600_000)
    await courier.deliver(destinations)
    expect(events().sort()).toEqual(['could not tell', 'gave up telling'])
    expect(unsent(db, `cache ${other.url}`)).toMatchObject({ items: ['feed:en'] })
    expect(unsent(db, `hub ${other.url}`)).toBeUndefined()
  })

  it('informs the others when one cannot be reached', async () => {
    const [dead, alive] = [await receiver(), await receiver()]
    await dead.close()
    const { db, courier } = setUp()
    postNews(db, caches(dead.url, alive.url), news('front:ar'), Date.now())
    await courier.deliver(caches(dead.url, alive.url))
    expect(alive.requests).toHaveLength(1)
    expect(unsent(db, `cache ${dead.url}`)).toBeDefined()
  })

  it('sends after a restart what it could not send before', async () => {
    const cache = await receiver()
    cache.answer(500)
    const file = join(temporaryFolder(), 'index.sqlite')
    const first = setUp(openIndexForWriting(file))
    postNews(first.db, caches(cache.url), news('story:2025-05-16/x'), Date.now())
    await first.courier.deliver(caches(cache.url))
    first.courier.close()
    first.db.close()
    cache.answer(200)
    const second = setUp(openIndexForWriting(file))
    await second.courier.deliver(caches(cache.url))
    expect(second.events()).toEqual(['told'])
    expect(cache.requests.at(-1)?.headers['surrogate-key']).toBe('story:2025-05-16/x')
  })

  it('says only that everything has changed when too much has piled up', async () => {
    const cache = await receiver()
    const { db, courier } = setUp()
    for (let number = 0; number <= 1000; number += 1)
      postNews(db, caches(cache.url), news(`story:${number}`), 1)
    await courier.deliver(caches(cache.url))
    expect(cache.requests.map(({ headers }) => headers['surrogate-key'])).toEqual(['site'])
    expect(unsent(db, `cache ${cache.url}`)).toBeUndefined()
  })

  it('sends what came in meanwhile after what it is sending, never in parallel', async () => {
    const cache = await receiver()
    const { db, courier } = setUp()
    postNews(db, caches(cache.url), news('first'), 1)
    const sending = courier.deliver(caches(cache.url))
    await until(() => expect(cache.requests).toHaveLength(1))
    postNews(db, caches(cache.url), news('second'), 2)
    await Promise.all([sending, courier.deliver(caches(cache.url))])
    expect(cache.requests.map(({ headers }) => headers['surrogate-key'])).toEqual(['first', 'second'])
  })

  it('closed in the middle of sending, leaves the index alone and the news in it', async () => {
    const cache = await receiver()
    cache.answer(-1)
    const file = join(temporaryFolder(), 'index.sqlite')
    const { db, courier } = setUp(openIndexForWriting(file))
    postNews(db, caches(cache.url), news('front:ar'), 1)
    const sending = courier.deliver(caches(cache.url))
    await until(() => expect(cache.requests).toHaveLength(1))
    courier.close()
    db.close()
    await expect(sending).resolves.toBeUndefined()
    expect(unsent(openIndexForWriting(file), `cache ${cache.url}`)).toMatchObject({ items: ['front:ar'] })
  })

  it('is not ended by a full disk: the same news is sent again', async () => {
    const cache = await receiver()
    const { db, courier, lines } = setUp()
    postNews(db, caches(cache.url), news('front:ar'), 1)
    db.exec('PRAGMA query_only = 1')
    await expect(courier.deliver(caches(cache.url))).resolves.toBeUndefined()
    expect(lines.at(-1)).toMatchObject({
      event: 'could not tell',
      reason: expect.stringContaining('readonly'),
    })
    db.exec('PRAGMA query_only = 0')
    await tryAgain(1)
    await until(() => expect(unsent(db, `cache ${cache.url}`)).toBeUndefined())
    expect(cache.requests).toHaveLength(2)
  })
})

/** A receiver that is closed after the test. */
async function receiver() {
  const started = await startReceiver()
  onTestFinished(started.close)
  return started
}
