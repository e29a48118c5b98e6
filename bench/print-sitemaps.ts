import { measureSitemaps } from './sitemaps.ts'

/** Measures how long crawlers wait, and whether memory grows with their requests, and prints it. */
export async function printSitemaps() {
  const stories = 100_000
  const { files, median, slowest, memory } = await measureSitemaps(stories)
  console.log(`sitemaps of ${stories} stories: ${files} files`)
  console.log(`a file that is not kept: ${median.toFixed(0)} ms (median), ${slowest.toFixed(0)} ms (slowest)`)
  if (memory.length > 0) console.log(`memory after each round over all files: ${memory.join(', ')} MB`)
}
