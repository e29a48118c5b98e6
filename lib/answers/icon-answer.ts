import { readFile } from 'node:fs/promises'
import type { SvgDrawing } from '../assets/drawings/clean-drawing.ts'
import { pictureHash } from '../assets/pictures/hash.ts'
import { type IconName, icons } from '../assets/pictures/icon-shapes.ts'
import { TooBusy } from '../assets/pictures/lanes.ts'
import { iconOf, type PictureService } from '../assets/pictures/picture-service.ts'
import { keyHeader, siteFilesKey } from '../keys/keys.ts'
import { errorText } from '../runtime/error-text.ts'
import { busyAnswer, bytesAnswer, unknownAnswer } from './picture-bytes.ts'

/** What it takes to draw an icon. */
export type IconSite = {
  /** The newsroom's logo: the absolute path of a picture, or a drawing; undefined when the file is missing. */
  logo: string | SvgDrawing | undefined
  pictures: PictureService
  signal: AbortSignal
  /** Called with the reason when a logo cannot be drawn. */
  warn(reason: string): void
}

/** Browsers request icons on every page; a new logo may take a day to be seen everywhere. */
const caching = 'public, max-age=86400, s-maxage=86400, stale-if-error=604800'

/** Answers with an icon of the site, drawn from the newsroom's logo. */
export async function iconAnswer(
  name: IconName,
  { logo, pictures, signal, warn }: IconSite,
): Promise<Response> {
  try {
    const hash = typeof logo === 'string' ? pictureHash(await readFile(logo)) : logo?.hash
    const bytes = logo && (await pictures(`${hash}/${name}`, iconOf(name, logo), signal))
    if (bytes)
      return bytesAnswer(bytes, {
        'Content-Type': icons[name].type,
        'Cache-Control': caching,
        'Surrogate-Key': keyHeader([siteFilesKey]),
      })
    warn('The logo is not there, or is no picture that can be shown.')
  } catch (error) {
    if (error instanceof TooBusy || signal.aborted) return busyAnswer()
    warn(errorText(error))
  }
  return unknownAnswer()
}
