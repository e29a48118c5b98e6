import type { ContentFolder } from '../reading/content-folder.ts'
import { errorText } from '../runtime/error-text.ts'
import { type FolderWatch, watchFolder } from './watch-folder.ts'

/** A content folder that may be moved away, replaced, or come back. */
export type FollowedFolder = {
  /** The one there is now; nothing while there is none. */
  now(): ContentFolder | undefined
  /** Why there is none. */
  lost(): string | undefined
  /** Looks whether the one that is watched is still there: the system does not tell. */
  look(): void
  close(): void
}

export type FollowOptions = {
  /** Opens whichever is there now. Throws when there is none. */
  open(): ContentFolder
  /** Told of a path in it of which something may have changed. */
  changed(path: string): void
  /** Told once when the system will not tell of all changes. */
  unwatched(reason: string): void
  /** Told when there is none any more, or none at the beginning. */
  gone(reason: string): void
  /**
   * Told when there is one after there was none, or another; it is watched right after that.
   *
   * @param isOther than the one known last
   */
  came(folder: ContentFolder, isOther: boolean): void
}

/**
 * Watches whichever folder lies in a place. A watch is on a folder, not on its name: when another takes the place, by a
 * move or a symbolic link that leads elsewhere, it would see nothing any more, and say nothing.
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
