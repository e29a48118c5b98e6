import { direction } from '../../i18n/language.ts'
import { siteName } from '../../newsroom/labels.ts'
import type { Newsroom } from '../../newsroom/newsroom-schema.ts'
import { palettes } from '../../newsroom/palette.ts'

/** The web app manifest: the site's name and icons on a home screen (https://www.w3.org/TR/appmanifest/). */
export function webManifest(newsroom: Newsroom): string {
  const [lang = 'en'] = newsroom.site.languages
  const name = siteName(newsroom, lang)
  const { paper, band } = palettes(newsroom.site.look.colours ?? {}).light
  const icon = (size: number) => ({ src: `/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })
  return `${JSON.stringify({
    name,
    short_name: name,
    lang,
    dir: direction(lang),
    start_url: '/',
    display: 'browser',
    background_color: paper,
    theme_color: band,
    icons: [icon(192), icon(512)],
  })}\n`
}
