import { benchEndurance } from './endurance.ts'

/** The last tenth's memory may be this many times the second's; during the first, the pages are rendered. */
const maxGrowth = 1.05

/** Measures whether the server grows under lasting load, and prints it; growth fails the command. */
export async function printEndurance(requests: number) {
  const figures = await benchEndurance(requests, (line) => console.error(line))
  if (!figures) return
  const { memory, files, seconds, urls } = figures
  const growth = (memory.at(-1) ?? 0) / (memory[1] ?? 1)
  const isClosed = files.after <= files.before
  console.log(
    `${requests} requests over ${urls} URLs in ${seconds.toFixed(0)} s (${(requests / seconds).toFixed(0)} a second)`,
  )
  console.log(`memory by tenths (MB): ${memory.map((megabytes) => megabytes.toFixed(0)).join(' ')}`)
  console.log(`last tenth / second tenth: × ${growth.toFixed(3)}${growth > maxGrowth ? ' GREW' : ''}`)
  console.log(
    `open files: ${files.before} before, ${files.most} at most, ${files.after} after${isClosed ? '' : ' LEFT OPEN'}`,
  )
  if (growth > maxGrowth || !isClosed) process.exitCode = 1
}
