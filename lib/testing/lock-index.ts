import { writeSync } from 'node:fs'
import { lockIndex } from '../index/index-lock.ts'

// Takes an index and keeps it: a process of its own, for tests to kill.
const [file = ''] = process.argv.slice(2)
lockIndex(file)
writeSync(1, 'locked\n')
setInterval(() => {}, 60_000)
