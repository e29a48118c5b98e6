import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs'
import { basename, join } from 'node:path'
import { isPictureName } from '../reading/pictures.ts'
import { errorText } from '../runtime/error-text.ts'

export type FolderWatch = { close(): void }

/** Folders of a content folder that hold content, besides the files in itself. */
const watched = ['articles', 'pages', 'authors']

/**
 * Tells of everything that happens to files in a content folder: each folder is watched by itself, which on Linux costs
 * one watch a folder and none a file.
 *
 * @param changed called with paths relative to the folder: a file, or a folder of which anything may have changed
 * @param failed called once when the system will watch no more; what it watches already goes on
 * @param ended called when the folder itself is moved or deleted: another in its place, though it may have the same
 * inode, is not watched
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
    // Of the folder itself the system tells by its own name.
    if (folder === '' && isEntry && name === basename(root)) ended()
    // Without a name, anything in the folder may have changed.
    const path = [folder, name].filter(Boolean).join('/')
    if (path === '' || (folder === '' && !isContent(path))) return
    // A folder that came, went or was replaced: one of the same name is another one to watch.
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
