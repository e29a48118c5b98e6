import type { PictureFacts } from '#lib/assets/pictures/facts.ts'
import { placeholderClass, placeholderRule } from '#lib/page/picture-markup.ts'

/** Styles that show a picture's colour until it loads; React moves them into the head, each once. */
export function PictureColours({ pictures }: { pictures: readonly PictureFacts[] }) {
  const colours = new Set(pictures.flatMap(({ colour }) => colour ?? []))
  return [...colours].map((colour) => (
    <style key={colour} href={placeholderClass(colour)} precedence="pictures">
      {placeholderRule(colour)}
    </style>
  ))
}
