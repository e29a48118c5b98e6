import type { ContentFolder } from '../reading/content-folder.ts'
import { errorText } from '../runtime/error-text.ts'
import { type FolderWatch, watchFolder } from './watch-folder.ts'

/** A content folder that may be moved away, replaced, or come back. */
export type FollowedFolder = {
  /** The folder that is there now; undefined while there is none. */
  now(): ContentFolder | undefined
  /** Why there is none. */
  lost(): string | undefined
  /** Checks whether the watched folder is still there, because the system does not report that. */
  look(): void
  close(): void
}

export type FollowOptions = {
  /** Opens the folder that is there now. Throws when there is none. */
  open(): ContentFolder
  /** Called with a path inside the folder where something may have changed. */
  changed(path: string): void
  /** Called once when the system will not report all changes. */
  unwatched(reason: string): void
  /** Called when the folder is gone, or missing from the beginning. */
  gone(reason: string): void
  /**
   * Called when there is a folder after there was none, or another one; it is watched right after that.
   *
   * @param isOther whether it differs from the last one known
   */
  came(folder: ContentFolder, isOther: boolean): void
}

/**
 * Watches whichever folder is at a path. A watch belongs to a folder, not to its name: when another takes its place, by a
 * move or because a symbolic link leads elsewhere, the watch sees nothing any more, and reports nothing.
 */
export function followFolder({ open, changed, unwatched, gone, came }: FollowOptions): FollowedFolder {
  let folder: ContentFolder | undefined
  let watch: FolderWatch | undefined
  let known: string | undefined
  let reason: string | undefined
  let hasEnded = false

  const look = () => {
    if (!hasEnded && folder?.isInPlace()) return
    watch?.close()
    watch = undefined
    folder = undefined
    try {
      folder = open()
    } catch (error) {
      hasEnded = false
      const isNews = reason === undefined
      reason = errorText(error)
      if (isNews) gone(reason)
      return
    }
    reason = undefined
    const isOther = known !== undefined && (hasEnded || known !== folder.identity)
    hasEnded = false
    known = folder.identity
    came(folder, isOther)
    watch = watchFolder(folder.directory, changed, unwatched, () => {
      hasEnded = true
    })
  }

  return {
    now: () => folder,
    lost: () => reason,
    look,
    close: () => watch?.close(),
  }
}
