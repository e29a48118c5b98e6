import { fileURLToPath } from 'node:url'

/** @type {import('next').NextConfig} */
export default {
  // Visitors need not know what software runs here.
  poweredByHeader: false,
  // lib/urls leads to a page's one URL in a single hop; Next's own redirect would make it two.
  skipTrailingSlashRedirect: true,
  // Title, canonical and robots are always in <head>, for every client.
  htmlLimitedBots: /.*/,
  // Renders pages again that were rendered before the content last changed.
  cacheHandler: fileURLToPath(new URL('./lib/publish/next-cache.ts', import.meta.url)),
  // Our own server caches compressed pages, so Next needs room only for the few that it does not cache: error pages.
  // Plain `next start` keeps its default.
  ...(process.env.DATELINE_PAGE_SERVER && { cacheMaxMemorySize: 8 * 1024 * 1024 }),
  // Pages rendered on demand stay in memory: only the build writes to the build's folder.
  // A page contains its own styles: one round trip, nothing to wait for.
  // And only its own: as nothing is requested, cutting styles finely costs nothing.
  experimental: {
    isrFlushToDisk: false,
    inlineCss: true,
    cssChunking: { type: 'graph', requestCost: 0, weightDistribution: 0 },
  },
  // Stories' pictures are made by app/media; see docs/adr/0012.
  images: { unoptimized: true },
  // Its compiled code is half a megabyte that bundlers need not read.
  serverExternalPackages: ['wawoff2'],
  // npm test checks types; an operator's start need not do it again.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
}
