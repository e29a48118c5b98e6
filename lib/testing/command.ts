import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** What a command printed, by lines, and how it ended. */
export type Outcome = { status: number | null; stdout: string[]; stderr: string[] }

/**
 * Runs a command of `cli/` on this very Node, with no environment but the one given. Several may run at once: start them
 * from concurrent tests.
 */
export async function runCommand(
  name: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [`cli/${name}.ts`, ...args], {
    env: { NODE_ENV: 'test', PATH, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { status, stdout: lines(stdout), stderr: lines(stderr) }
}

function lines(printed: string): string[] {
  return printed === '' ? [] : printed.replace(/\n$/, '').split('\n')
}
