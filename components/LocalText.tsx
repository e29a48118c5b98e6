import { localText, type LocalText as Value } from '#lib/newsroom/local-text.ts'

/** A text of the newsroom's, marked with its language when it replaces a missing one. */
export function LocalText({ of, lang }: { of: Value; lang: string }) {
  const { text, lang: other } = localText(of, lang)
  return other ? <span lang={other}>{text}</span> : text
}
