import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../e2e/site.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { ask, askPage } from './ask.ts'
import { type Correction, correct } from './correct.ts'
import { type Load, startLoad, type Tally } from './load.ts'
import { median } from './median.ts'
import type { Server } from './processes.ts'
import { type Replica, startReplica } from './replicas.ts'
import { buildAsUsual, storyPaths } from './sites.ts'
import { purgeSecret, startVarnish } from './varnish.ts'

const replicaCount = 3
const requestsPerSecond = 100
const corrections = 20

export type ClusterFigures = {
  /** What readers met, by the fault that was caused meanwhile. */
  faults: { name: string; tally: Tally }[]
  corrections: {
    /** Medians over all corrections, milliseconds from saving the file. */
    front: number
    everywhere: number
    /** Answers older than an earlier one from the same server. */
    older: number
  }
}

/** Varnish and replicas on this machine, each with its own index, under a steady stream of readers. */
type Cluster = { front: string; replicas: Replica[]; varnish: Server; load: Load }

/**
 * Causes the faults that clusters suffer, and counts what readers notice.
 *
 * @param program varnishd's path
 * @param say called with a line on each step
 */
export async function benchCluster(program: string, say: (line: string) => void): Promise<ClusterFigures> {
  const servers = new Set<Server>()
  const keep = <S extends Server>(server: S): S => {
    servers.add(server)
    return server
  }
  try {
    return await measure(program, keep, say)
  } finally {
    await Promise.all([...servers].map((server) => server.stop()))
  }
}

async function measure(
  program: string,
  keep: <S extends Server>(server: S) => S,
  say: (line: string) => void,
): Promise<ClusterFigures> {
  buildAsUsual()
  const contentDir = join(temporaryFolder(), 'content')
  cpSync('content', contentDir, { recursive: true })
  const port = await freePort()
  const front = `http://127.0.0.1:${port}`
  const dataDirs = Array.from({ length: replicaCount }, temporaryFolder)
  const ports: number[] = []
  for (const _ of dataDirs) ports.push(await freePort())
  const start = async (number: number) => {
    const place = { port: ports[number] ?? 0, dataDir: dataDirs[number] ?? '', contentDir, front }
    return keep(await startReplica(place))
  }
  const replicas: Replica[] = []
  for (const number of ports.keys()) replicas.push(await start(number))
  const startCache = async () => keep(await startVarnish(program, port, ports))
  const cluster: Cluster = { front, replicas, varnish: await startCache(), load: idle }
  const paths = storyPaths(dataDirs[0] ?? '')
  say(`Readers ask ${requestsPerSecond} times a second for ${paths.length} stories.`)
  for (const path of paths) await askPage(front, path)
  cluster.load = startLoad(front, paths, requestsPerSecond)
  const faults: ClusterFigures['faults'] = []
  const during = async (name: string, act: () => Promise<void>) => {
    say(`${name}…`)
    await cluster.load.tally()
    await act()
    faults.push({ name, tally: await cluster.load.tally() })
  }

  await during('nothing happens', () => sleep(5000))
  await during('one replica is killed', async () => {
    await replicas[0]?.kill()
    // Afterwards the other replicas have to render what the first one did.
    await purgeAll(front)
    await sleep(5000)
  })
  replicas[0] = await start(0)
  await during('every replica is stopped and started in turn, as for a new build', async () => {
    for (const number of ports.keys()) {
      await replicas[number]?.stop()
      replicas[number] = await start(number)
      await purgeAll(front)
    }
  })
  say('corrections…')
  const times: Correction[] = []
  for (let number = 0; number < corrections; number += 1)
    times.push(await correct(contentDir, { front, replicas: replicas.map(({ url }) => url) }, number))
  await during('every replica is killed', async () => {
    await Promise.all(replicas.map((replica) => replica.kill()))
    await softPurgeAll(front)
    await sleep(5000)
  })
  await during('every replica comes back', async () => {
    for (const number of ports.keys()) replicas[number] = await start(number)
    await sleep(5000)
  })
  await during('Varnish is restarted', async () => {
    await cluster.varnish.stop()
    cluster.varnish = await startCache()
    await sleep(2000)
  })
  await cluster.load.stop()
  return {
    faults,
    corrections: {
      front: median(times.map((time) => time.front)),
      everywhere: median(times.map((time) => time.everywhere)),
      older: times.reduce((sum, { older }) => sum + older, 0),
    },
  }
}

const idle: Load = {
  tally: () => Promise.resolve({ requests: 0, failed: [], stale: 0, slowest: 0 }),
  stop: () => Promise.resolve(),
}

async function purgeAll(front: string, headers: Record<string, string> = {}) {
  const answer = await fetch(front, {
    method: 'PURGE',
    headers: { authorization: `Bearer ${purgeSecret}`, 'surrogate-key': 'site', ...headers },
  })
  if (!answer.ok) throw new Error(`The purge was answered with ${answer.status}.`)
  await ask(front, '/')
}

/** Makes everything in the cache as old as if its lifetime were over. */
function softPurgeAll(front: string): Promise<void> {
  return purgeAll(front, { 'fastly-soft-purge': '1' })
}
