import { siteName } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { nameplatePath } from '#lib/urls/paths.ts'
import { LocalText } from '../LocalText.tsx'
import styles from './Nameplate.module.css'

/** The paper's logo, or its name if it has none. */
export function Nameplate({ context: { lang, newsroom } }: { context: PageContext }) {
  const { nameplate, site } = newsroom
  if (!nameplate || !site.look.logo) return <LocalText of={site.name} lang={lang} />
  const { light, dark } = nameplate
  const { height } = site.look.logo
  return (
    <picture>
      {dark && <source srcSet={nameplatePath(dark)} media="(prefers-color-scheme: dark)" />}
      <img
        className={styles.logo}
        src={nameplatePath(light)}
        width={Math.round((height * light.width) / light.height)}
        height={height}
        alt={siteName(newsroom, lang)}
      />
    </picture>
  )
}
