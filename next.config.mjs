import { fileURLToPath } from 'node:url'

/** @type {import('next').NextConfig} */
export default {
  // Nothing about what runs here is anybody's business.
  poweredByHeader: false,
  // One URL for each page is lib/routes' affair, in one hop; Next's own redirect would make it two.
  skipTrailingSlashRedirect: true,
  // Title, canonical and robots always stand in <head>, for every client.
  htmlLimitedBots: /.*/,
  // Renders again what was rendered before the content last changed.
  cacheHandler: fileURLToPath(new URL('./lib/publish/next-cache.ts', import.meta.url)),
  // Our own server keeps the pages, compressed: Next need keep only the few it does not, those of errors. Plain
  // `next start` does as it ships.
  ...(process.env.DATELINE_PAGE_SERVER && { cacheMaxMemorySize: 8 * 1024 * 1024 }),
  // Pages rendered on demand stay in memory: the folder of the build belongs to the build.
  // The page's own styles stand in the page: one round trip, nothing to wait for.
  experimental: { isrFlushToDisk: false, inlineCss: true },
  // Stories' pictures are made by app/media; see docs/adr/0012.
  images: { unoptimized: true },
  // Its program is compiled code, half a megabyte that no bundler need read.
  serverExternalPackages: ['wawoff2'],
  // npm test checks types; an operator's start need not do it again.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
}
