import { writeSync } from 'node:fs'
import { lockIndex } from '../index/index-lock.ts'

// Locks an index and keeps the lock: a separate process, for tests to kill.
const [file = ''] = process.argv.slice(2)
lockIndex(file)
writeSync(1, 'locked\n')
setInterval(() => {}, 60_000)
