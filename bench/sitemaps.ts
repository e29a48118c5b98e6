import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexContent } from '../cli/index-content.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { askPage } from './ask.ts'
import { generateArchive } from './generate-archive.ts'
import { median } from './median.ts'
import { buildAsUsual, startOurs } from './sites.ts'

export type SitemapFigures = {
  files: number
  /** Milliseconds to get a file that is not cached. */
  median: number
  slowest: number
  /** Megabytes of the server's own memory after each round over all files; empty where there is no /proc. */
  memory: number[]
}

const rounds = 8

/** Requests every sitemap file of a generated archive from our server, round after round, without room to cache them. */
export async function measureSitemaps(stories: number): Promise<SitemapFigures> {
  buildAsUsual()
  const contentDir = join(temporaryFolder(), 'content')
  generateArchive(contentDir, { stories })
  const dataDir = temporaryFolder()
  // Before the server starts, because waiting for a server is limited to less time.
  indexContent({ ...readEnvironment(process.env), contentDir, dataDir }, false)
  const server = await startOurs({ CONTENT_DIR: contentDir, DATA_DIR: dataDir, PAGE_CACHE_MB: '1' })
  try {
    const index = await (await fetch(`${server.url}/sitemap.xml`)).text()
    const paths = [...index.matchAll(/<loc>([^<]*)/g)].map(([, url = '']) => new URL(url).pathname)
    const taken: number[] = []
    const memory: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const path of paths) {
        const { headers, milliseconds } = await askPage(server.url, path)
        if (!headers['cache-status']?.includes('hit')) taken.push(milliseconds)
      }
      memory.push(...ownMemory(server.pid))
    }
    return { files: paths.length, median: median(taken), slowest: Math.max(...taken), memory }
  } finally {
    await server.stop()
  }
}

/** Memory not backed by files, in megabytes (proc(5)): the index is mapped into memory, and the system owns those pages. */
function ownMemory(pid: number): number[] {
  const file = `/proc/${pid}/status`
  const [, kilobytes] = (existsSync(file) && /RssAnon:\s+(\d+)/.exec(readFileSync(file, 'utf8'))) || []
  return kilobytes === undefined ? [] : [Math.round(Number(kilobytes) / 1024)]
}
