import { Fragment } from 'react'
import { phrasesOf } from '#lib/i18n/phrases.ts'
import { typeset } from '#lib/i18n/typography.ts'

/** A headline's words as its language prints them; where words have no spaces between them, it breaks between phrases. */
export function Headline({ text, lang }: { text: string; lang: string }) {
  return phrasesOf(typeset(text, lang), lang).map((phrase, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list is rendered once, on the server
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {phrase}
    </Fragment>
  ))
}
