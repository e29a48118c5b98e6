import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs'
import { basename, join } from 'node:path'
import { isPictureName } from '../reading/pictures.ts'
import { errorText } from '../runtime/error-text.ts'

export type FolderWatch = { close(): void }

/** The folders inside a content folder that hold content; files directly in it count too. */
const watched = ['articles', 'pages', 'authors']

/**
 * Reports everything that happens to files in a content folder. Each folder has its own watch, which on Linux costs
 * one watch per folder and none per file.
 *
 * @param changed called with paths relative to the folder: a file, or a folder in which anything may have changed
 * @param failed called once when the system allows no more watches; existing ones go on
 * @param ended called when the folder itself is moved or deleted: a replacement, even one with the same inode, is not
 * watched
 */
export function watchFolder(
  root: string,
  changed: (path: string) => void,
  failed: (reason: string) => void,
  ended: () => void = () => {},
): FolderWatch {
  const watchers = new Map<string, FSWatcher>()
  let hasFailed = false
  const fail = (error: unknown) => {
    if (hasFailed) return
    hasFailed = true
    failed(errorText(error))
  }

  const happened = (folder: string, name: string | null, isEntry: boolean) => {
    if (name?.startsWith('.')) return
    // The system reports events of the folder itself under its own name.
    if (folder === '' && isEntry && name === basename(root)) ended()
    // Without a name, anything in the folder may have changed.
    const path = [folder, name].filter(Boolean).join('/')
    if (path === '' || (folder === '' && !isContent(path))) return
    // A folder appeared, disappeared or was replaced: one of the same name needs a new watch.
    if (isEntry) forget(path)
    if (isEntry && isFolder(join(root, path))) add(path)
    changed(path)
  }

  const add = (folder: string) => {
    if (!watchers.has(folder)) {
      try {
        const watcher = watch(join(root, folder), { persistent: false }, (event, name) =>
          happened(folder, name, event === 'rename'),
        )
        watcher.on('error', () => forget(folder))
        watchers.set(folder, watcher)
      } catch (error) {
        if (isFolder(join(root, folder))) fail(error)
        return
      }
    }
    for (const name of foldersIn(join(root, folder)))
      if (folder !== '' || watched.includes(name)) add([folder, name].filter(Boolean).join('/'))
  }

  const forget = (folder: string) => {
    if (!watchers.has(folder)) return
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue
      watcher.close()
      watchers.delete(path)
    }
  }

  add('')
  return {
    close() {
      for (const watcher of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}

/** Of what lies in the folder itself: settings, and the logo they name. */
function isContent(name: string): boolean {
  return watched.includes(name) || name.endsWith('.yaml') || isPictureName(name)
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory()
  } catch {
    return false
  }
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
  } catch {
    return []
  }
}
