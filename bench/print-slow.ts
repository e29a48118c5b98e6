import { benchSlow } from './slow.ts'

/** Milliseconds within which everybody else must be answered. */
const patience = 1000

/** Measures what readers notice of clients that are slow on purpose, and prints it; a reader who waits fails the command. */
export async function printSlow() {
  const figures = await benchSlow((line) => console.error(line))
  for (const { server, attack, requests, failed, slowest } of figures) {
    const isWell = failed === 0 && slowest <= patience
    console.log(
      `${server.padEnd(22)} ${attack.padEnd(32)} ${failed} of ${requests} failed, slowest ${slowest.toFixed(0)} ms${isWell ? '' : ' TOO SLOW'}`,
    )
    if (!isWell) process.exitCode = 1
  }
}
