import { embedsModulePath, hasEmbeds } from '#lib/embeds/module.ts'
import mediaStyles from './Media.module.css'
import styles from './Prose.module.css'

/** The text of a story or a standing page. @param html as lib/prose.ts makes it */
export function Prose({ html }: { html: string }) {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown returns sanitized HTML */}
      <div className={`${styles.prose} ${mediaStyles.media}`} dangerouslySetInnerHTML={{ __html: html }} />
      {hasEmbeds(html) && <script type="module" src={embedsModulePath()} />}
    </>
  )
}
