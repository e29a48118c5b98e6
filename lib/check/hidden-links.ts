import type { Problem } from '../newsroom/problem.ts'
import { checkBody } from '../reading/body-check.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { readFrontMatter } from '../reading/front-matter.ts'
import type { View } from '../urls/target.ts'
import { wrongWithLink } from './link-problems.ts'

/**
 * Dead links in files that are not in the index because something else is wrong with them, so that an editor can fix
 * everything in one go.
 *
 * @param files that have problems
 */
export function hiddenLinkProblems(view: View, folder: ContentFolder, files: Iterable<string>): Problem[] {
  return [...files].flatMap((path) => {
    const text = path.endsWith('.md') ? folder.readText(path) : undefined
    const file = text?.ok ? readFrontMatter(path, text.value) : undefined
    if (!file?.ok) return []
    const { body, bodyLine } = file.value
    return checkBody(path, body, bodyLine, nothing).links.flatMap(({ target, line, column }) => {
      const message = target.startsWith('/') ? wrongWithLink(view, target) : missing(folder, target)
      return message ? [{ file: path, line, column, message }] : []
    })
  })
}

/** Pictures and media have been checked already. */
const nothing = { picture: () => undefined, media: () => undefined, embedHosts: [] }

function missing(folder: ContentFolder, target: string): string | undefined {
  if (folder.locate(target)) return undefined
  return `The link leads to no file: ${target}. Correct it, or remove the link.`
}
