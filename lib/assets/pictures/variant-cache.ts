import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorText } from '../../runtime/error-text.ts'

/** Pictures that have been made, as files in a folder that never grows beyond its bound. */
export type VariantCache = {
  get(name: string): Promise<Buffer | undefined>
  /** Resolves when it is kept, or when it cannot be: a full disk is no reason not to serve. */
  put(name: string, bytes: Buffer): Promise<void>
}

/** To how much of its bound the folder is cut when it has reached it. */
const afterCut = 0.9

/**
 * Opens the folder of made pictures; what was used longest ago goes first.
 *
 * @param folder absolute; made when it is missing
 * @param maxBytes of all files together
 * @param warn told what the disk refuses
 */
export async function openVariantCache(
  folder: string,
  maxBytes: number,
  warn: (event: string, fields: Record<string, string>) => void,
): Promise<VariantCache> {
  await mkdir(folder, { recursive: true })
  // By the time of last use: a Map keeps the order in which keys are set.
  const sizes = await filesIn(folder)
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0)

  const forget = (name: string) => {
    total -= sizes.get(name) ?? 0
    sizes.delete(name)
  }
  const cut = async () => {
    for (const name of [...sizes.keys()]) {
      if (total <= maxBytes * afterCut) return
      forget(name)
      await rm(join(folder, name), { force: true })
    }
  }

  return {
    async get(name) {
      const size = sizes.get(name)
      if (size === undefined) return undefined
      try {
        const bytes = await readFile(join(folder, name))
        sizes.delete(name)
        sizes.set(name, size)
        return bytes
      } catch (error) {
        // Somebody may have emptied the folder; anything else is the disk's affair.
        if (codeOf(error) !== 'ENOENT') warn('picture not read', { picture: name, reason: errorText(error) })
        forget(name)
        return undefined
      }
    },
    async put(name, bytes) {
      const file = join(folder, name)
      // Renamed into place, so that nobody reads half of it.
      const unfinished = join(folder, `${randomUUID()}.part`)
      try {
        await mkdir(dirname(file), { recursive: true })
        await writeFile(unfinished, bytes)
        await rename(unfinished, file)
        forget(name)
        sizes.set(name, bytes.length)
        total += bytes.length
        if (total > maxBytes) await cut()
      } catch (error) {
        warn('picture not kept', { picture: name, reason: errorText(error) })
        // What cannot be removed either is removed when the folder is opened the next time.
        await rm(unfinished, { force: true }).catch(() => {})
      }
    },
  }
}

/** The files of a folder with their sizes, oldest first; what a crash left half written is removed. */
async function filesIn(folder: string): Promise<Map<string, number>> {
  const found: { name: string; size: number; made: number }[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    if (entry.name.endsWith('.part')) await rm(file, { force: true })
    else {
      const { size, mtimeMs } = await stat(file)
      found.push({ name: file.slice(folder.length + 1).replaceAll('\\', '/'), size, made: mtimeMs })
    }
  }
  return new Map(found.sort((a, b) => a.made - b.made).map(({ name, size }) => [name, size]))
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
