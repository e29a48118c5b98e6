import { spawn } from 'node:child_process'

/** Next's own command, to be run by this very Node. */
export const nextCommand = 'node_modules/next/dist/bin/next'

/** Runs a Next server until it ends or this process is told to end, and ends as it ends. */
export function runNext(...args: string[]) {
  const server = spawn(process.execPath, [nextCommand, ...args], { stdio: 'inherit' })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill('SIGTERM'))
  // A server that was told to stop and did has done its work.
  server.on('exit', (code, signal) =>
    process.exit(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)),
  )
}
