import type { ReactNode } from 'react'
import styles from './PageHead.module.css'

type Props = {
  /** The kind of page, shown above its title. */
  over?: string | undefined
  title: ReactNode
  children?: ReactNode
}

/** The head of a page that is not a story: its title, and a line or two about it. */
export function PageHead({ over, title, children }: Props) {
  return (
    <header className={styles.head}>
      {over && <p className={styles.over}>{over}</p>}
      <h1>{title}</h1>
      {children}
    </header>
  )
}
