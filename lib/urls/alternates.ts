import { frontPath } from './paths.ts'
import { pathOf, type Target, type View } from './target.ts'

/** The target of a language chooser for one language. */
export type Alternate = {
  lang: string
  path: string
  /** Whether it is the same page in that language, rather than its front page. */
  samePage: boolean
}

/** For every language of the site: this page in it, or else its front page. Without a target, front pages. */
export function alternates(view: View, target: Target | undefined): Alternate[] {
  return view.newsroom.site.languages.map((lang) => {
    const path = target && pathOf(view, target, lang)
    return { lang, path: path ?? frontPath(lang), samePage: path !== undefined }
  })
}
