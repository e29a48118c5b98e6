import { askPage } from './ask.ts'

const atOnce = 8

/**
 * Requests each page of a server once, a few at a time, until the time is up.
 *
 * @returns how many pages it answered, how many of them from its cache, and the seconds that took
 */
export async function warm(
  url: string,
  paths: readonly string[],
  maxSeconds: number,
): Promise<{ pages: number; hits: number; seconds: number }> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  let pages = 0
  let hits = 0
  let at = 0
  const worker = async () => {
    for (let path = paths[at++]; path !== undefined && seconds() < maxSeconds; path = paths[at++]) {
      const { headers } = await askPage(url, path)
      pages += 1
      if (/; hit\b/.test(String(headers['cache-status']))) hits += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { pages, hits, seconds: seconds() }
}
