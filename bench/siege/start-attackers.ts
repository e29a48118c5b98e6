import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { findProgram } from '../debian.ts'
import type { Target } from './target.ts'
import type { Tally } from './wire.ts'

/** What attackers are told. */
export type Orders = { target: Target; seconds: number }

/** How long they may take longer than they were told. */
const maxSecondsLate = 15

/**
 * Attacks a server in all ways at once, for so many seconds, from a process of its own that has one processor.
 *
 * @returns what came of each attack
 */
export async function attack(orders: Orders): Promise<Record<string, Tally>> {
  const command = [...held(), process.execPath, 'bench/siege/attackers.ts']
  const [program = '', ...args] = command
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const late = setTimeout(end, (orders.seconds + maxSecondsLate) * 1000)
  child.stdin.end(JSON.stringify(orders))
  const said = await text(child.stdout)
  clearTimeout(late)
  process.off('exit', end)
  if (said === '') throw new Error('The attackers ended without a word.')
  return JSON.parse(said) as Record<string, Tally>
}

/** Whether attackers can be held to one processor. */
export function areHeld(): boolean {
  return held().length > 0
}

/** The last processor there is for this process (proc(5)), so that the first is the others'. */
function held(): string[] {
  const status = '/proc/self/status'
  const [, last] =
    (existsSync(status) && /^Cpus_allowed_list:.*?(\d+)$/m.exec(readFileSync(status, 'utf8'))) || []
  const program = last === undefined ? undefined : findProgram('taskset', ['util-linux'])
  return program && last !== undefined ? [program, '-c', last] : []
}
