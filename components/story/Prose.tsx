import styles from './Prose.module.css'

/** The text of a story or a standing page. @param html as lib/prose.ts makes it */
export function Prose({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown returns sanitized HTML
  return <div className={styles.prose} dangerouslySetInnerHTML={{ __html: html }} />
}
