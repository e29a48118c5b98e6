import { posix } from 'node:path'
import type { Surroundings } from './body-check.ts'

/** The picture formats readers' browsers show and that cannot carry script, with their media types. */
export const pictureTypes: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

/** The picture a story means by `src`, as a path in the content folder; or what is wrong with it. */
export function pictureProblem(
  path: string,
  src: string,
  surroundings: Surroundings,
): { path: string } | { message: string } {
  const shown = src.slice(0, 60)
  if (src === '') return { message: 'This figure names no picture. Add src="file.jpg".' }
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(src)) {
    return {
      message: `This picture is not the newsroom’s own: ${shown}. Save it beside the story and name the file.`,
    }
  }
  const file = resolvePicture(path, src)
  const type = posix.extname(file).toLowerCase()
  if (!(type in pictureTypes)) {
    return {
      message: `${shown} is not a picture the site shows. Use ${Object.keys(pictureTypes).join(', ')}.`,
    }
  }
  if (file.startsWith('..') || !surroundings.pictureExists(file)) {
    return {
      message: `The picture ${shown} is not there. Put the file beside the story, or correct its name.`,
    }
  }
  return { path: file }
}

/** The path in the content folder of a picture a story at `path` calls `src`; begins with `..` if it leaves it. */
export function resolvePicture(path: string, src: string): string {
  let decoded = src
  try {
    decoded = decodeURIComponent(src)
  } catch {
    // A file may be called "50%.jpg"; then the name is meant as written.
  }
  return posix.normalize(posix.join(posix.dirname(path), decoded))
}
