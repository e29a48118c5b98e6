import { posix } from 'node:path'
import { inspectMedia, type MediaFault, type MediaFile } from '../assets/media/inspect.ts'
import type { MediaKind } from '../assets/media/kinds.ts'
import type { PictureFault, PictureFile } from '../assets/pictures/facts.ts'
import { pictureEndings } from '../assets/pictures/format.ts'
import { inspectedPicture } from '../assets/pictures/inspector.ts'
import { resolveFile } from '../newsroom/link-target.ts'
import type { ContentFolder } from './content-folder.ts'

/** What a check may ask about other files. */
export type Surroundings = {
  /** The picture at a path relative to the content folder; undefined when it is missing, or not inside. */
  picture(path: string): PictureFile | PictureFault | undefined
  /** The same for a media file that has a type by its name. */
  media(path: string, kind: MediaKind, type: string): MediaFile | MediaFault | undefined
}

/** The real surroundings of files in a content folder. */
export function surroundingsIn(folder: ContentFolder): Surroundings {
  return {
    picture(path) {
      const file = folder.locate(path)
      return file === undefined ? undefined : inspectedPicture(file)
    },
    media(path, kind, type) {
      const file = folder.locate(path)
      return file === undefined ? undefined : inspectMedia(file, kind, type)
    },
  }
}

/** A picture a file shows: where it lies, relative to the content folder, and what it is. */
export type ShownPicture = PictureFile & {
  path: string
  /** When the right to show it ends, epoch milliseconds. */
  until?: number
}

/** The picture that a story at `path` means by `src`; or what is wrong with it. */
export function findPicture(
  path: string,
  src: string,
  surroundings: Surroundings,
): ShownPicture | { message: string } {
  const shown = src.slice(0, 60)
  if (src === '') return { message: 'This figure names no picture. Add src="file.jpg".' }
  if (isElsewhere(src)) {
    return {
      message: `This picture is not the newsroom’s own: ${shown}. Save it beside the story and name the file.`,
    }
  }
  const file = resolveFile(path, src)
  if (!isPictureName(file)) {
    return { message: `${shown} is not a picture the site shows. Use ${pictureEndings.join(', ')}.` }
  }
  const found = file.startsWith('..') ? undefined : surroundings.picture(file)
  if (!found) {
    return {
      message: `The picture ${shown} is not there. Put the file beside the story, or correct its name.`,
    }
  }
  if ('fault' in found) return { message: `The picture ${shown} ${found.fault}` }
  return { path: file, ...found }
}

/** Whether `src` is an address, of this site or another, rather than the name of a file. */
export function isElsewhere(src: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(src)
}

/** Whether a file is a picture by its name. */
export function isPictureName(file: string): boolean {
  const ending = posix.extname(file).toLowerCase()
  return pictureEndings.some((known) => known === ending)
}
