import { posix } from 'node:path'
import { isVisible } from '../i18n/visible.ts'
import type { ShownPicture } from './pictures.ts'

/** The width that search engines and link previews ask of a story's lead picture, in pixels. */
const leadWidth = 1200

const maxBytes = 10 * 1024 * 1024

/**
 * Words that merely say there is a picture, in the site's languages. A description that is just one of them, with or without
 * a number, was written by a program, not a person.
 */
const sayNothing = new Set(
  `image picture photo photograph graphic illustration img dsc dscn pxl screenshot alt untitled
  bild foto grafik imagen fotografía photographie picha изображение картинка фото фотография
  图片 照片 图像 配图 صورة الصورة`.split(/\s+/),
)

/**
 * What an editor should improve about a picture, which is shown all the same: "What is wrong. How to fix it."
 *
 * @param src and alt as written in the file; isLead: whether it is the story's lead picture
 */
export function pictureAdvice(
  { width, bytes }: ShownPicture,
  { src, alt, isLead }: { src: string; alt: string; isLead: boolean },
): string[] {
  const shown = src.slice(0, 60)
  return [
    ...(altAdvice(alt, src) ?? []),
    ...(isLead && width < leadWidth
      ? [
          `The picture ${shown} is ${width} pixels wide; at the head of a story it needs ${leadWidth}. Save it larger.`,
        ]
      : []),
    ...(bytes > maxBytes
      ? [`The picture ${shown} has ${Math.ceil(bytes / 1024 / 1024)} MB; 10 MB is plenty. Save it smaller.`]
      : []),
  ]
}

/** What is wrong with the description of a picture, if anything. @param src the picture, as the file names it */
function altAdvice(alt: string, src: string): [string] | undefined {
  const shown = src.slice(0, 60)
  if (!isVisible(alt))
    return [`The picture ${shown} has no description. Say what it shows, for those who cannot see it.`]
  const name = posix.basename(src)
  const words = plain(alt)
  const isName = [name, name.slice(0, -posix.extname(name).length)].some((own) => plain(own) === words)
  if (!isName && !sayNothing.has(words.replace(/[\s\p{N}]+$/u, ''))) return undefined
  return [
    `The description of ${shown} says nothing: "${alt.trim().slice(0, 60)}". Say what the picture shows.`,
  ]
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.。-]+/g, ' ')
    .trim()
}
