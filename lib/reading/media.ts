import type { MediaFault, MediaFile } from '../assets/media/inspect.ts'
import { captionsLanguage, type MediaKind, mediaEndings, mediaType } from '../assets/media/kinds.ts'
import { resolveFile } from '../newsroom/link-target.ts'
import { isElsewhere, type Surroundings } from './pictures.ts'

/** A media file a story plays or links to: its path, relative to the content folder, and what the story says about it. */
export type ShownMedia = MediaFile & {
  path: string
  /** The text of its caption, plain; may be empty. */
  title: string
  /** A video's poster picture, relative to the content folder. */
  poster?: string
}

const names = {
  video: 'video',
  audio: 'audio file',
  captions: 'captions file',
  download: 'file',
} satisfies Record<MediaKind, string>

/** The media file that a story at `path` means by `src`; or what is wrong with it. */
export function findMedia(
  path: string,
  kind: MediaKind,
  src: string,
  surroundings: Surroundings,
): (MediaFile & { path: string }) | { message: string } {
  const name = names[kind]
  const shown = src.slice(0, 60)
  if (isElsewhere(src))
    return {
      message: `This ${name} is not the newsroom’s own: ${shown}. Save it beside the story and name the file, or use ::embed.`,
    }
  const file = resolveFile(path, src)
  const type = mediaType(kind, file)
  if (type === undefined)
    return { message: `${shown} is no ${name} the site plays. Use ${mediaEndings(kind).join(', ')}.` }
  if (kind === 'captions' && captionsLanguage(file) === undefined)
    return { message: `${shown} does not say which language it is in. Name it as ferry.en.vtt is named.` }
  // Neither files outside the content folder nor hidden ones, above all those in `.git`.
  const found: MediaFile | MediaFault | undefined = /(?:^|\/)\./.test(file)
    ? undefined
    : surroundings.media(file, kind, type)
  if (!found)
    return {
      message: `The ${name} ${shown} is not there. Put the file beside the story, or correct its name.`,
    }
  if ('fault' in found) return { message: `The ${name} ${shown} ${found.fault}` }
  return { path: file, ...found }
}
