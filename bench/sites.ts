import { spawnSync } from 'node:child_process'
import { nextCommand } from '../cli/next-command.ts'
import { compileCache, memoryVariables, nodeFlags } from '../cli/node-flags.mjs'
import { freePort } from '../e2e/site.ts'
import { openIndexForReading } from '../lib/index/index-database.ts'
import { indexFile } from '../lib/index/index-file.ts'
import { newestOfAll } from '../lib/index/queries/story-queries.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { storyPath } from '../lib/urls/paths.ts'
import { type Server, startServer } from './processes.ts'

/** The same content and build, served by our server and by plain `next start`. */
export type Pair = {
  ours: Server
  next: Server
  /** The paths of all stories, newest first. */
  paths: string[]
}

/**
 * Builds the site as `npm start` would, if necessary: the build left behind is then the newsroom's own, and contains
 * no page of an archive that is about to be measured.
 */
export function buildAsUsual() {
  const { status } = spawnSync(process.execPath, ['cli/build-image.ts'], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The site cannot be built; the reason stands above.')
}

/** @param cacheMegabytes memory our server may use for pages; Next's own limit stays at its default */
export async function startPair(contentDir: string, cacheMegabytes: number): Promise<Pair> {
  const dataDir = temporaryFolder()
  const env = { CONTENT_DIR: contentDir, DATA_DIR: dataDir }
  // Ours first, because it makes the index.
  const ours = await startOurs({ ...env, PAGE_CACHE_MB: String(cacheMegabytes) })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [nextCommand, 'start', '--port', String(port), '--hostname', '127.0.0.1']
  const next = await startServer(url, process.execPath, args, { ...production, ...env, SITE_URL: url })
  return { ours, next, paths: storyPaths(dataDir) }
}

/** Starts the site as `npm start` does. */
export async function startOurs(env: {
  CONTENT_DIR: string
  DATA_DIR: string
  STATE_DIR?: string
  PAGE_CACHE_MB?: string
  LOG_LEVEL?: string
}): Promise<Server> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const where = { PORT: String(port), HOST: '127.0.0.1', SITE_URL: url }
  return startServer(url, process.execPath, [...nodeFlags.start, 'cli/start.ts'], {
    ...memoryVariables,
    ...compileCache,
    ...production,
    ...env,
    ...where,
  })
}

const production = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }

/** The paths of all stories in an index, newest first. */
export function storyPaths(dataDir: string): string[] {
  const db = openIndexForReading(indexFile({ dataDir }, false))
  const paths = newestOfAll(db, 1_000_000).map(storyPath)
  db.close()
  return paths
}

/** The story that represents all: the demonstration newsroom's lead. */
export function newestEnglish(paths: readonly string[]): string {
  const path = paths.find((candidate) => candidate.startsWith('/en/'))
  if (!path) throw new Error('There is no story in English.')
  return path
}
