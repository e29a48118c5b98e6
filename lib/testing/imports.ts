import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * The code of lib/ that some files run: these files and what they import, except type imports.
 *
 * @param stop paths in lib/ of files or folders to leave out, with everything that only they import
 * @returns files by their paths in lib/, and packages, both sorted
 */
export function codeOf(roots: readonly string[], stop: readonly string[] = []) {
  const files = new Set(roots)
  const packages = new Set<string>()
  for (const file of files) {
    const source = readFileSync(join('lib', file), 'utf8')
    for (const [, name = ''] of source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gms)) {
      const path = relative('lib', join('lib', dirname(file), name))
      if (!name.startsWith('.')) {
        if (!name.startsWith('node:')) packages.add(name)
      } else if (!stop.some((start) => path.startsWith(start))) files.add(path)
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() }
}
