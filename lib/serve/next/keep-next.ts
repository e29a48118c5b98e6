import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Log, writeLogLine } from '../../runtime/log.ts'
import { aliveEvery, type NextMessage } from './messages.ts'

export type NextOptions = {
  /** Path of the module that runs in the process. */
  file: string
  log: Log
  /** Called for each error that nobody caught in the process, with the name of Node's event. */
  onUncaught(what: string): void
  /** After how long a silence it counts as hung, milliseconds. */
  patience?: number
}

/** Next, in a process that is started again when it ends or hangs. */
export type Next = {
  /** Where it listens now. While it starts again, waits a few seconds for it; rejects when that takes longer. */
  where(): Promise<{ socketPath: string }>
  /** The process there is now. */
  pid(): number | undefined
  /** How often it was started again. */
  restarts(): number
  /** How often in a row it ended before it listened. */
  failures(): number
  /** Lets it finish its answers, for this many milliseconds at most, and ends it. */
  close(patience: number): Promise<void>
}

/** A start takes one or two seconds: a reader who asks meanwhile should get the page. */
const longestWait = 5000
const longestPause = 30_000
/** Longer than any page may take. */
const usualPatience = 40_000

/** Starts Next's process. @throws when it ends before it listens for the first time */
export async function keepNext({
  file,
  log,
  onUncaught,
  patience: silence = usualPatience,
}: NextOptions): Promise<Next> {
  const firstStart = Promise.withResolvers<void>()
  const events = new EventEmitter().setMaxListeners(0)
  let child: ChildProcess | undefined
  let socketPath: string | undefined
  let heardAt = 0
  let hasListened = false
  let isClosing = false
  let restarts = 0
  let failures = 0
  let pause: NodeJS.Timeout | undefined

  function start() {
    heardAt = performance.now()
    child = fork(file, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    child.on('message', (message) => heard(message as NextMessage))
    // The process writes lines of the log; on stderr is what V8 writes when memory runs out.
    if (child.stdout) createInterface(child.stdout).on('line', writeLogLine)
    if (child.stderr)
      createInterface(child.stderr).on('line', (text) => log('error', 'output', { channel: 'stderr', text }))
    child.on('error', (error) => log('error', 'Next not started', { reason: error.message }))
    child.once('exit', ended)
  }

  function heard(message: NextMessage) {
    heardAt = performance.now()
    if (message.kind === 'uncaught') onUncaught(message.what)
    if (message.kind !== 'listening') return
    socketPath = message.socketPath
    hasListened = true
    failures = 0
    firstStart.resolve()
    events.emit('listening')
  }

  function ended(code: number | null, signal: NodeJS.Signals | null) {
    const didListen = socketPath !== undefined
    child = undefined
    socketPath = undefined
    if (isClosing) return
    if (!hasListened)
      return firstStart.reject(new Error(`Next cannot be started: ${signal ?? `code ${code}`}.`))
    failures = didListen ? 0 : failures + 1
    const wait = failures === 0 ? 0 : Math.min(1000 * 2 ** (failures - 1), longestPause)
    log('error', 'Next ended', { code, signal, againInSeconds: wait / 1000 })
    restarts += 1
    pause = setTimeout(start, wait)
  }

  function look() {
    if (!child || performance.now() - heardAt < silence) return
    log('error', 'Next hangs', { seconds: Math.round(silence / 1000) })
    child.kill('SIGKILL')
  }

  start()
  await firstStart.promise
  const timer = setInterval(look, aliveEvery).unref()

  return {
    async where() {
      if (socketPath === undefined)
        await once(events, 'listening', { signal: AbortSignal.timeout(longestWait) }).catch(() => {})
      if (socketPath === undefined) throw new Error('Next is not there.')
      return { socketPath }
    },
    pid: () => child?.pid,
    restarts: () => restarts,
    failures: () => failures,
    async close(patience) {
      isClosing = true
      clearInterval(timer)
      clearTimeout(pause)
      if (!child) return
      const gone = once(child, 'exit')
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child?.kill('SIGKILL'), patience)
      await gone
      clearTimeout(late)
    },
  }
}
