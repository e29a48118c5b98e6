import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../e2e/site.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askAnew } from './ask.ts'
import { findProgram } from './debian.ts'
import type { Server } from './processes.ts'
import { buildAsUsual, startOurs, storyPaths } from './sites.ts'
import { findVarnish, noVarnish, startVarnish } from './varnish.ts'

export type SlowFigures = {
  server: string
  attack: string
  /** A reader's requests during the attack, each over a new connection. */
  requests: number
  failed: number
  /** Milliseconds. */
  slowest: number
}

const connections = 200
const attackSeconds = 15
const readerEvery = 100

/** slowhttptest(1): what is sent slowly, and how. All open 200 connections. */
const attacks: Readonly<Record<string, (url: string, story: string) => string[]>> = {
  'a head without end (slowloris)': (url, story) => ['-H', '-i', '5', '-x', '24', '-u', url + story],
  'a body without end': (url) => ['-B', '-i', '5', '-s', '8192', '-x', '10', '-u', `${url}/consent`],
  'an answer read slowly': (url, story) => [
    '-X',
    '-w',
    '64',
    '-y',
    '128',
    '-n',
    '5',
    '-z',
    '8',
    '-k',
    '3',
    '-u',
    url + story,
  ],
  'many ranges': (url, story) => ['-R', '-t', 'GET', '-a', '10', '-b', '3000', '-u', url + story],
}

/**
 * Lets slowhttptest hold 200 connections in each of its ways, and measures what a reader notices meanwhile.
 *
 * @param say called with a line on each step, and on what had to be left out
 */
export async function benchSlow(say: (line: string) => void): Promise<SlowFigures[]> {
  const program = findProgram('slowhttptest')
  if (!program) {
    say('SKIPPED: slow clients, for slowhttptest is not here. On Debian: apt-get install slowhttptest')
    return []
  }
  buildAsUsual()
  const servers: Server[] = []
  try {
    const dataDir = temporaryFolder()
    const ours = await startOurs({ CONTENT_DIR: 'content', DATA_DIR: dataDir, LOG_LEVEL: 'warn' })
    servers.push(ours)
    const measured: [string, Server][] = [['our server', ours]]
    const varnish = findVarnish()
    if (varnish) {
      const cache = await startVarnish(varnish, await freePort(), [Number(new URL(ours.url).port)])
      servers.push(cache)
      measured.push(['Varnish + our server', cache])
    } else say(noVarnish)
    const [story = '/'] = storyPaths(dataDir)
    const figures: SlowFigures[] = []
    for (const [server, { url }] of measured)
      for (const [attack, args] of Object.entries(attacks)) {
        say(`${server}: ${attack}…`)
        figures.push({ server, attack, ...(await during(program, args(url, story), url, story)) })
      }
    return figures
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function during(program: string, args: string[], url: string, story: string) {
  const rate = ['-c', String(connections), '-r', String(connections), '-l', String(attackSeconds), '-p', '3']
  const attack = spawn(program, [...rate, ...args], { stdio: 'ignore' })
  const ended = once(attack, 'exit')
  let requests = 0
  let failed = 0
  let slowest = 0
  const running: Promise<void>[] = []
  const one = async () => {
    const started = performance.now()
    const isAnswered = await askAnew(url, story).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (!isAnswered) failed += 1
    slowest = Math.max(slowest, performance.now() - started)
  }
  while (attack.exitCode === null && attack.signalCode === null) {
    requests += 1
    running.push(one())
    await Promise.race([ended, sleep(readerEvery)])
  }
  await Promise.all(running)
  return { requests, failed, slowest }
}
