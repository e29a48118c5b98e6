import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask.ts'

/** A server on this machine, started for a measurement. */
export type Server = {
  /** Its origin. */
  url: string
  pid: number
  stop(): Promise<void>
  /** Ends it immediately, in the middle of its work. */
  kill(): Promise<void>
}

/** Long enough to index a large archive first. */
const startTimeout = 120_000
const stopTimeout = 15_000

const running = new Set<ChildProcess>()

// However a measurement ends, nothing it started is left running.
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

/** Starts a server and waits until it answers. */
export async function startServer(
  url: string,
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Server> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let said = ''
  for (const channel of [child.stdout, child.stderr])
    channel.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    })
  await once(child, 'spawn')
  const deadline = Date.now() + startTimeout
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${program} ended: ${said}`)
    if (Date.now() > deadline) throw new Error(`${program} does not answer: ${said}`)
    await sleep(200)
  }
  return { url, pid: child.pid ?? 0, stop: () => stop(child), kill: () => kill(child) }
}

async function answers(url: string): Promise<boolean> {
  return ask(url, '/favicon.svg').then(
    () => true,
    () => false,
  )
}

async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), stopTimeout)
  await ended
  clearTimeout(late)
}

/**
 * Waits until a process has nothing left to do, so that its work does not burden the next measurement: our server
 * compresses pages again when it is idle.
 *
 * @returns whether it became idle within `seconds`; unknown without /proc
 */
export async function rested({ pid }: Server, seconds: number): Promise<boolean> {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return false
  const deadline = Date.now() + seconds * 1000
  while (Date.now() < deadline) {
    const before = ticks(stat)
    await sleep(500)
    if (ticks(stat) - before < 3) return true
  }
  return false
}

/** Processor time in hundredths of a second, user and system (proc(5)). */
function ticks(stat: string): number {
  const text = readFileSync(stat, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

/** A process with its descendants (proc(5)); none when it has ended. */
export function processesOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`
  const children = namesIn(tasks).flatMap((task) =>
    readIfThere(`${tasks}/${task}/children`).split(' ').filter(Boolean).map(Number),
  )
  return existsSync(tasks) ? [pid, ...children.flatMap(processesOf)] : []
}

/** How many files and connections a server has open, including all processes it started. */
export function openFiles({ pid }: Pick<Server, 'pid'>): number {
  return processesOf(pid).reduce((sum, one) => sum + namesIn(`/proc/${one}/fd`).length, 0)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Empty when the process of the file has ended in the meantime. */
export function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
