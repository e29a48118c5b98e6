import { compileCache, memoryVariables, nodeFlags } from '../cli/node-flags.mjs'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { type Server, startServer } from './processes.ts'
import { purgeSecret } from './varnish.ts'

/** A server of the site behind a cache, with its own index. */
export type Replica = Server & { port: number }

export type ReplicaPlace = {
  port: number
  contentDir: string
  /** The cache in front, which is also the address readers use. */
  front: string
  /** Folders from an earlier start; new ones by default. */
  dataDir?: string
  /** For what must last; inside the data folder by default. */
  stateDir?: string
}

/** Starts a replica on this machine as `npm start` does, and resolves when it answers. */
export async function startReplica({
  port,
  contentDir,
  front,
  dataDir = temporaryFolder(),
  stateDir = dataDir,
}: ReplicaPlace): Promise<Replica> {
  const server = await startServer(
    `http://127.0.0.1:${port}`,
    process.execPath,
    [...nodeFlags.start, 'cli/start.ts'],
    {
      ...memoryVariables,
      ...compileCache,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      HOST: '127.0.0.1',
      SITE_URL: front,
      PURGE_URLS: front,
      PURGE_SECRET: purgeSecret,
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      STATE_DIR: stateDir,
      FORM_SECRET: 'the same on all replicas of this machine',
      LOG_LEVEL: 'warn',
    },
  )
  return { ...server, port }
}
