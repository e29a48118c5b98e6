import { readFileSync } from 'node:fs'
import { attacks } from './attacks.ts'
import type { Orders } from './start-attackers.ts'
import { emptyTally, type Tally } from './wire.ts'

// The process of those who attack: it is told on stdin what and for how long, tells on stdout what came of it, and ends,
// which closes all its connections at once.
const { target, seconds }: Orders = JSON.parse(readFileSync(0, 'utf8'))
const over = performance.now() + seconds * 1000
const tallies: Record<string, Tally> = {}
for (const [name, attack] of Object.entries(attacks)) {
  const tally = emptyTally()
  tallies[name] = tally
  void attack({ target, tally, isOver: () => performance.now() > over })
}
setTimeout(() => {
  process.stdout.write(JSON.stringify(tallies))
  process.exit(0)
}, seconds * 1000)
