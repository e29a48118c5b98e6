import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { findProgram } from './debian.ts'
import { type Server, startServer } from './processes.ts'

/** The path of varnishd, with the module that purges by key; installs it if possible. */
export function findVarnish(): string | undefined {
  return findProgram('varnishd', ['varnish', 'varnish-modules'])
}

/** The message when it cannot be found. */
export const noVarnish =
  'SKIPPED: Varnish, for it is not here. On Debian: apt-get install varnish varnish-modules'

/** The secret with which a measurement's replicas purge. */
export const purgeSecret = 'known-to-replicas-alone'

/**
 * Starts Varnish on a port of this machine with the configuration in deploy/, in front of servers of this machine.
 * Resolves when it answers, even if no server is behind it.
 *
 * @param program path of varnishd
 * @param replicas their ports
 * @param secret required for purges; without one, nobody may purge
 */
export async function startVarnish(
  program: string,
  port: number,
  replicas: readonly number[],
  secret = purgeSecret,
): Promise<Server> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'replicas.vcl'), replicasVcl(replicas))
  const work = join(folder, 'work')
  mkdirSync(work)
  const args = [
    '-F',
    ...['-n', work],
    ...['-a', `127.0.0.1:${port}`],
    ...['-f', resolve('deploy/varnish.vcl')],
    ...['-s', 'pages=default,256m', '-s', 'other=default,16m'],
    ...['-p', `vcl_path=${folder}`],
    // It runs as the current user.
    ...['-j', 'none'],
  ]
  return startServer(`http://127.0.0.1:${port}`, program, args, { PURGE_SECRET: secret })
}

/** deploy/replicas.vcl as an operator would change it: its lines on the first replica, repeated for each of these. */
function replicasVcl(ports: readonly number[]): string {
  return readFileSync('deploy/replicas.vcl', 'utf8')
    .replace(/^backend replica2\w* \{[^}]*\}\n|.*\breplica2.*\n/gm, '')
    .replace(/^backend replica1\w* \{[^}]*\}\n|.*\breplica1.*\n/gm, (part) =>
      ports
        .map((port) =>
          part
            .replace('.host = "replica1"', '.host = "127.0.0.1"')
            .replace('.port = "3000"', `.port = "${port}"`)
            .replaceAll('replica1', `replica${port}`),
        )
        .join(''),
    )
}
