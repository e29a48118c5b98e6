import type { ComponentProps } from 'react'
import styles from './ConsentButton.module.css'

/** All buttons about cookies look the same: none is easier to find than another. */
export function ConsentButton(props: Omit<ComponentProps<'button'>, 'className'>) {
  return <button {...props} className={styles.button} />
}

/** Those that decide everything. What they are worth, lib/consent/form says. */
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
