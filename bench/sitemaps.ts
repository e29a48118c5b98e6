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
  /** Milliseconds from asking for a file that is not kept to having it. */
  median: number
  slowest: number
  /** Megabytes of memory of the server's own after each round over all files; empty where there is no /proc. */
  memory: number[]
}

const rounds = 8

/** Asks our server for every sitemap file of a generated archive, round after round, without room to keep them. */
export async function measureSitemaps(stories: number): Promise<SitemapFigures> {
  buildAsUsual()
  const contentDir = join(temporaryFolder(), 'content')
  generateArchive(contentDir, { stories })
  const dataDir = temporaryFolder()
  // Before the server starts, which is not waited for so long.
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

/** Memory that is no file's, in megabytes (proc(5)): the index is mapped into memory, and its pages are the system's. */
function ownMemory(pid: number): number[] {
  const file = `/proc/${pid}/status`
  const [, kilobytes] = (existsSync(file) && /RssAnon:\s+(\d+)/.exec(readFileSync(file, 'utf8'))) || []
  return kilobytes === undefined ? [] : [Math.round(Number(kilobytes) / 1024)]
}
