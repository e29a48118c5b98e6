import { existsSync } from 'node:fs'
import { availableParallelism, constants, loadavg, setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../e2e/site.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askAnew } from './ask.ts'
import { rested, type Server } from './processes.ts'
import { startReplica } from './replicas.ts'
import { type Holding, holdingOf } from './siege/holding.ts'
import { wishes } from './siege/honest.ts'
import { writeBesieged } from './siege/newsroom.ts'
import { type Readers, read, readersPerSecond } from './siege/readers.ts'
import { areHeld, attack } from './siege/start-attackers.ts'
import { reconnoitre } from './siege/target.ts'
import { bytesIn, watchHolding } from './siege/watch.ts'
import type { Tally } from './siege/wire.ts'
import { buildAsUsual, startOurs } from './sites.ts'
import { findVarnish, noVarnish, startVarnish } from './varnish.ts'

export type SiegeFigures = {
  /** Who stood in front of the attackers. */
  server: string
  seconds: number
  readers: Readers
  attacks: Record<string, Tally>
  /** What the server held; of files, `after` counts without a cache in front, which keeps connections for a minute. */
  holding: { before: Holding; most: Holding; after: Holding }
  /** How long a picture took that was asked for the moment the siege was over; nothing when it did not come. */
  picture: number | undefined
  /** Bytes added to STATE_DIR. */
  written: number
}

const siegeSeconds = 40
const warmUpSeconds = 4
const maxSecondsToRest = 6
const recoverySeconds = 10

/** A server as clients reach it, and the process that does the work. */
type Besieged = {
  server: string
  url: string
  ours: Server
  cache?: Server
  dataDir: string
  stateDir: string
}

/**
 * Attacks our server in all ways of siege/attacks at once, alone and behind Varnish, and measures what honest readers
 * meet meanwhile and what is left afterwards.
 *
 * @param say told, in a line each, what is going on and what had to be left out
 * @returns the figures of each as soon as it is over; nothing where there is no /proc to see memory and open files in
 */
export async function* benchSiege(say: (line: string) => void): AsyncGenerator<SiegeFigures, void> {
  if (!existsSync('/proc/self/smaps_rollup')) {
    say('SKIPPED: the siege, for there is no /proc here to see memory and open files in. Run it on Linux.')
    return
  }
  buildAsUsual()
  const contentDir = join(temporaryFolder(), 'content')
  writeBesieged(contentDir)
  say(
    `This machine has ${availableParallelism()} processors and a load of ${loadavg()[0]?.toFixed(1)} before anything is measured.`,
  )
  say(
    areHeld()
      ? 'Attackers are held to one processor.'
      : 'Attackers are NOT held to one processor: no taskset.',
  )
  yield await withServers((keep) => alone(contentDir, keep), say)
  const varnish = findVarnish()
  if (varnish) yield await withServers((keep) => behindVarnish(varnish, contentDir, keep), say)
  else say(noVarnish)
}

type Keep = (server: Server) => Server

async function withServers(
  start: (keep: Keep) => Promise<Besieged>,
  say: (line: string) => void,
): Promise<SiegeFigures> {
  const servers: Server[] = []
  try {
    return await besiege(
      await start((server) => {
        servers.push(server)
        return server
      }),
      say,
    )
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function alone(contentDir: string, keep: Keep): Promise<Besieged> {
  const [dataDir, stateDir] = [temporaryFolder(), temporaryFolder()]
  const place = { CONTENT_DIR: contentDir, DATA_DIR: dataDir, STATE_DIR: stateDir, LOG_LEVEL: 'warn' }
  const ours = keep(await startOurs(place))
  return { server: 'our server', url: ours.url, ours, dataDir, stateDir }
}

async function behindVarnish(program: string, contentDir: string, keep: Keep): Promise<Besieged> {
  const [dataDir, stateDir] = [temporaryFolder(), temporaryFolder()]
  const [port, front] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${front}`
  const ours = keep(await startReplica({ port, contentDir, front: url, dataDir, stateDir }))
  const cache = keep(await startVarnish(program, front, [port]))
  return { server: 'Varnish + our server', url, ours, cache, dataDir, stateDir }
}

async function besiege(
  { server, url, ours, cache, dataDir, stateDir }: Besieged,
  say: (line: string) => void,
): Promise<SiegeFigures> {
  say(`${server}: warming up…`)
  const { target, offer } = await reconnoitre(url, dataDir)
  const visits = wishes(offer, url, 1)
  await read(url, visits, warmUpSeconds)
  await rested(ours, maxSecondsToRest)
  const before = holdingOf(ours)
  const stateBefore = bytesIn(stateDir)

  say(`${server}: ${siegeSeconds} seconds of siege, beside ${readersPerSecond} readers a second…`)
  const ended = watchHolding(ours)
  const attacking = attack({ target, seconds: siegeSeconds })
  prefer(constants.priority.PRIORITY_HIGH)
  const reading = read(url, visits, siegeSeconds)
  const attacks = await attacking
  const over = performance.now()
  const picture = await askAnew(url, offer.lastPicture).then(
    ({ status }) => (status === 200 ? performance.now() - over : undefined),
    () => undefined,
  )
  const readers = await reading
  prefer(constants.priority.PRIORITY_NORMAL)
  await sleep(Math.max(0, over + recoverySeconds * 1000 - performance.now()))
  const most = await ended()
  await cache?.stop()
  if (cache) await sleep(1000)
  return {
    server,
    seconds: siegeSeconds,
    readers,
    attacks,
    holding: { before, most, after: holdingOf(ours) },
    picture,
    written: bytesIn(stateDir) - stateBefore,
  }
}

/**
 * How soon this process gets a processor, which whatever it starts later shares. Readers have machines of their own:
 * they should not wait for one of this machine's processors before they even ask.
 */
function prefer(priority: number) {
  try {
    setPriority(priority)
  } catch {
    // Only root may. How late the readers were is printed.
  }
}
