import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { median } from './median.ts'

/** A server to request pages from as fast as it answers. */
export type Load = {
  name: string
  url: string
  /** Each request is for one of these, at random. */
  paths: readonly string[]
  acceptEncoding: string
}

export type Throughput = {
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Of an answer, headers included. */
  bytes: number
}

const connections = 32
const rounds = 3
const roundSeconds = 5
const firstSeconds = 2

/**
 * Puts each load on its server in turn, round after round, so that other work on the machine affects all alike.
 * A short round comes first and does not count, because servers are slower before their code is compiled.
 *
 * @param program wrk's path
 * @returns the medians of the rounds, in the order of the loads
 */
export async function measureThroughput(program: string, loads: readonly Load[]): Promise<Throughput[]> {
  for (const load of loads) await wrk(program, load, firstSeconds, 0)
  const measured: Throughput[][] = loads.map(() => [])
  for (let round = 1; round <= rounds; round += 1)
    for (const [index, load] of loads.entries())
      measured[index]?.push(await wrk(program, load, roundSeconds, round))
  return measured.map((figures) => ({
    requestsPerSecond: median(figures.map(({ requestsPerSecond }) => requestsPerSecond)),
    p50: median(figures.map(({ p50 }) => p50)),
    p99: median(figures.map(({ p99 }) => p99)),
    bytes: median(figures.map(({ bytes }) => bytes)),
  }))
}

async function wrk(program: string, load: Load, seconds: number, seed: number): Promise<Throughput> {
  const list = join(temporaryFolder(), 'paths')
  writeFileSync(list, `${load.paths.join('\n')}\n`)
  const { stdout } = await promisify(execFile)(
    program,
    [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout=20s',
      `--header=Accept-Encoding: ${load.acceptEncoding}`,
      '--script=bench/wrk.lua',
      load.url,
      '--',
      list,
      String(seed),
    ],
    { timeout: (seconds + 30) * 1000 },
  )
  const json = stdout.slice(stdout.lastIndexOf('\n{'))
  const told = JSON.parse(json) as Record<'requests' | 'seconds' | 'bytes' | 'failed' | 'p50' | 'p99', number>
  if (told.failed > 0 || told.requests === 0)
    throw new Error(`${load.name}: ${told.failed} of ${told.requests} requests failed.`)
  return {
    requestsPerSecond: told.requests / told.seconds,
    p50: told.p50,
    p99: told.p99,
    bytes: told.bytes / told.requests,
  }
}
