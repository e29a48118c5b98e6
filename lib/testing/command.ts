import { spawnSync } from 'node:child_process'

/** The lines a command printed, and its exit status. */
export type Outcome = { status: number | null; stdout: string[]; stderr: string[] }

/** Runs a command of `cli/` with this Node, with only the given environment. */
export function runCommand(name: string, args: string[], env: Record<string, string> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`cli/${name}.ts`, ...args], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: process.env.PATH, ...env },
  })
  return { status, stdout: lines(stdout), stderr: lines(stderr) }
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
