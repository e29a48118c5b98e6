import { embedsModulePath, hasEmbeds } from '#lib/consent/embeds-module.ts'
import { MediaStyles } from './MediaStyles.tsx'
import styles from './Prose.module.css'

/** The text of a story or a standing page. @param html as lib/prose makes it */
export function Prose({ html }: { html: string }) {
  return (
    <>
      <MediaStyles html={html} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: compiled texts are sanitized HTML */}
      <div className={styles.prose} dangerouslySetInnerHTML={{ __html: html }} />
      {hasEmbeds(html) && <script type="module" src={embedsModulePath()} />}
    </>
  )
}
