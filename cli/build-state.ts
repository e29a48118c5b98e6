import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtFromFile } from '../lib/publish/built-from.ts'

/** What a build is made from, apart from the content: if any of it changes, the site has to be built again. */
const sources = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]

/** A fingerprint of the code and of what it is built with. */
export function fingerprint(): string {
  const hash = createHash('sha256').update(`${process.version}\0`)
  for (const source of sources) addToHash(hash, source)
  return hash.digest('hex')
}

function addToHash(hash: ReturnType<typeof createHash>, path: string) {
  if (!existsSync(path)) return
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort())
      if (!/\.test\.tsx?$|\.md$/.test(name)) addToHash(hash, join(path, name))
  } else {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0')
  }
}

/** Whether the last build was made from this code and configuration. */
export function isBuilt(print: string): boolean {
  if (!existsSync('.next/BUILD_ID') || !existsSync(builtFromFile)) return false
  return readFileSync(builtFromFile, 'utf8').startsWith(`${print}\n`)
}

/** Records what a finished build was made from; `shows` is the state of its pages. */
export function rememberBuild(print: string, shows: string) {
  writeFileSync(builtFromFile, `${print}\n${shows}\n`)
}
