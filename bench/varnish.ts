import { mkdirSync, writeFileSync } from 'node:fs'
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

/**
 * Starts Varnish on a port of this machine with deploy/varnish.vcl, in front of servers of this machine. Resolves when
 * it answers, be it that nobody is behind it.
 *
 * @param program path of varnishd
 * @param replicas their ports
 */
export async function startVarnish(
  program: string,
  port: number,
  replicas: readonly number[],
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
    ...['-s', 'default,256m'],
    ...['-p', `vcl_path=${folder}`],
    // It runs as whoever measures.
    ...['-j', 'none'],
  ]
  return startServer(`http://127.0.0.1:${port}`, program, args)
}

/** What an operator would write into deploy/replicas.vcl. */
function replicasVcl(ports: readonly number[]): string {
  const backends = ports.map(
    (port) => `backend replica${port} {
  .host = "127.0.0.1";
  .port = "${port}";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 500;
}
`,
  )
  return `acl purgers { "127.0.0.1"; }
probe ready {
  .url = "/readyz";
  .interval = 1s;
  .timeout = 3s;
  .window = 3;
  .threshold = 2;
  .initial = 2;
}
${backends.join('')}
sub vcl_init {
  new replicas = directors.shard();
${ports.map((port) => `  replicas.add_backend(replica${port});\n`).join('')}  replicas.reconfigure();
}
`
}
