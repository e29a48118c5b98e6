import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorText } from '../../runtime/error-text.ts'

/** Finished pictures, as files in a folder of limited size. */
export type VariantCache = {
  get(name: string): Promise<Buffer | undefined>
  /** Resolves when it is stored, or when it cannot be: pictures are served even when the disk is full. */
  put(name: string, bytes: Buffer): Promise<void>
}

/** When the folder reaches its limit, it is cut to this share of it. */
const afterCut = 0.9

/**
 * Opens the folder of finished pictures; the least recently used are dropped first.
 *
 * @param folder absolute; created when it is missing
 * @param maxBytes of all files together
 * @param warn called with what the disk refuses
 */
export async function openVariantCache(
  folder: string,
  maxBytes: number,
  warn: (event: string, fields: Record<string, string>) => void,
): Promise<VariantCache> {
  await mkdir(folder, { recursive: true })
  // Least recently used first: a Map keeps the order in which keys are set.
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
        // Somebody may have emptied the folder; only other errors are the disk's.
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
        // If it cannot be removed now, it is removed when the folder is opened next.
        await rm(unfinished, { force: true }).catch(() => {})
      }
    },
  }
}

/** The files of a folder with their sizes, oldest first; files that a crash left half written are removed. */
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
