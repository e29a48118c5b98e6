import { spawn } from 'node:child_process'

/** Next's own command, to be run with the same Node. */
export const nextCommand = 'node_modules/next/dist/bin/next'

/** Runs a Next server until it ends by itself, or until this process is told to stop; then it stops, with success. */
export function runNext(...args: string[]) {
  const server = spawn(process.execPath, [nextCommand, ...args], { stdio: 'inherit' })
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping = true
      // Ctrl-C reaches the server directly; a second signal would interrupt its orderly end.
      if (signal !== 'SIGINT') server.kill('SIGTERM')
    })
  }
  server.on('exit', (code) => process.exit(stopping ? 0 : (code ?? 1)))
}
