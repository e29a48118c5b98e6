import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { findProgram } from './debian.ts'
import { type Server, startServer } from './processes.ts'

/** varnishd, with the module that purges by key; installed if that can be done. */
export function findVarnish(): string | undefined {
  return findProgram('varnishd', ['varnish', 'varnish-modules'])
}

/** What to say where it cannot be found. */
export const noVarnish =
  'SKIPPED: Varnish, for it is not here. On Debian: apt-get install varnish varnish-modules'

/** What replicas of a measurement purge by. */
export const purgeSecret = 'known-to-replicas-alone'

/**
 * Starts Varnish on a port of this machine with what lies in deploy/, in front of servers of this machine. Resolves
 * when it answers, be it that nobody is behind it.
 *
 * @param program path of varnishd
 * @param replicas their ports
 * @param secret what purges have to bring; without one, nobody may
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
    // It runs as whoever measures.
    ...['-j', 'none'],
  ]
  return startServer(`http://127.0.0.1:${port}`, program, args, { PURGE_SECRET: secret })
}

/** deploy/replicas.vcl as an operator would change it: what it says of its first replica, for each of these. */
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
