import { linksToJudge } from '../index/queries/newsroom-queries.ts'
import type { Problem } from '../newsroom/problem.ts'
import { resolveUrl } from '../urls/resolve.ts'
import type { View } from '../urls/target.ts'
import { isFile } from './redirect-problems.ts'

/** Links in stories and standing pages to pages of this site that have moved, are gone or never existed. */
export function linkProblems(view: View): Problem[] {
  return linksToJudge(view.db).flatMap(({ path, target, line, column }) => {
    const message = target.startsWith('/') ? wrongWithLink(view, target) : withdrawn(target)
    return message ? [{ file: path, line, column, message }] : []
  })
}

/** What is wrong with a link to a path of this site; undefined when nothing is. */
export function wrongWithLink(view: View, target: string): string | undefined {
  const { pathname, search } = new URL(target, 'https://site.invalid')
  const end = resolveUrl(view, pathname, search)
  switch (end.kind) {
    case 'page':
    case 'root':
      return undefined
    case 'moved':
      return `The link leads to ${target}, which has moved to ${end.to}. Link to that, or to the story’s file.`
    case 'gone':
      return `The link leads to ${target}, which is no longer available. Link to another page, or remove the link.`
    case 'unknown':
      return isFile(pathname)
        ? undefined
        : `The link leads to ${target}, where there is no page. Correct it, or write the full address (https://…) of what another system answers there.`
  }
}

function withdrawn(target: string): string {
  return `The link leads to a story that was withdrawn or has expired: ${target}. Link to another, or remove the link.`
}
