import { type ChildProcess, spawn } from 'node:child_process'

const signals = ['SIGTERM', 'SIGINT'] as const

let running: ChildProcess | undefined
let isStopping = false

/**
 * When a command is told to stop, ends its running step and then the command, with success: nothing was lost.
 *
 * @returns a function that stops handling these signals, so that somebody else can
 */
export function stopWhenTold(): () => void {
  const stop = () => {
    if (!running) process.exit(0)
    isStopping = true
    running.kill('SIGTERM')
  }
  for (const signal of signals) process.on(signal, stop)
  return () => {
    for (const signal of signals) process.off(signal, stop)
  }
}

/**
 * Runs a step of a command in a separate process, which returns its memory when it ends.
 *
 * @returns the step's exit code, null when it was killed; it prints the reason for a failure on stderr
 */
export async function runStep(args: readonly string[]): Promise<number | null> {
  const step = spawn(process.execPath, args, { stdio: ['ignore', 2, 2] })
  running = step
  return new Promise((resolve, reject) => {
    step.on('error', reject)
    step.on('exit', (code) => {
      if (isStopping) process.exit(0)
      running = undefined
      resolve(code)
    })
  })
}
