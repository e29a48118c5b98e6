import { direction } from '../../i18n/language.ts'
import { siteName } from '../../newsroom/labels.ts'
import type { Newsroom } from '../../newsroom/newsroom-schema.ts'

/** The colours of the site's paper and masthead, copied from app/tokens.css. */
const paper = '#fdfcf9'
const band = '#14324a'

/** The web app manifest: the site's name and icons on a home screen (https://www.w3.org/TR/appmanifest/). */
export function webManifest(newsroom: Newsroom): string {
  const [lang = 'en'] = newsroom.site.languages
  const name = siteName(newsroom, lang)
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
