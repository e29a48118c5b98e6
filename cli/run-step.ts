import { type ChildProcess, spawn } from 'node:child_process'

const signals = ['SIGTERM', 'SIGINT'] as const

let running: ChildProcess | undefined
let isStopping = false

/**
 * Has a command that is told to stop end with success, and before it the step that is running: nothing was lost.
 *
 * @returns a function that leaves such signals to somebody else
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
 * Runs a step of a command in a process of its own, which takes its memory with it.
 *
 * @returns the step's exit code, nothing when it was killed; why it failed, it has said on stderr
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
