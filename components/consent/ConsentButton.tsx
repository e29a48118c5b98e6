import type { ComponentProps } from 'react'
import styles from './ConsentButton.module.css'

/** All buttons about cookies look the same: none is more prominent than another. */
export function ConsentButton(props: Omit<ComponentProps<'button'>, 'className'>) {
  return <button {...props} className={styles.button} />
}

/** The buttons that decide everything. lib/consent/form defines their values. */
export function AcceptAndRefuse({ accept, refuse }: { accept: string; refuse: string }) {
  return (
    <>
      <ConsentButton type="submit" name="decision" value="accept">
        {accept}
      </ConsentButton>
      <ConsentButton type="submit" name="decision" value="refuse">
        {refuse}
      </ConsentButton>
    </>
  )
}
