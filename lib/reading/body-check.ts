import type { Nodes, Parents, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { FromHtml } from '../markdown/accept-html.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import type { Position } from '../newsroom/fields.ts'
import {
  contentTarget,
  downloadTarget,
  isFollowable,
  resolveFile,
  withoutFragment,
} from '../newsroom/link-target.ts'
import type { Problem } from '../newsroom/problem.ts'
import { exceededLimits } from './body-limits.ts'
import { checkDirective, type DirectiveFindings, wrongInGallery } from './directive-check.ts'
import { findMedia, type ShownMedia } from './media.ts'
import { pictureAdvice } from './picture-advice.ts'
import { findPicture, type ShownPicture, type Surroundings } from './pictures.ts'
import { textAdvice } from './text-advice.ts'
import { textLosses } from './text-losses.ts'

/**
 * A link within the site: to another Markdown file, by its path in the content folder, or to a page, by its path in
 * the site, which begins with a slash.
 */
export type ContentLink = Position & { target: string }

export type BodyFindings = {
  problems: Problem[]
  /** What an editor should improve; it keeps nothing off the site. */
  advice: Problem[]
  links: ContentLink[]
  pictures: ShownPicture[]
  media: ShownMedia[]
}

/** What a body is checked against. */
export type BodySurroundings = Surroundings & {
  /** Hosts whose frames the newsroom allows. */
  embedHosts: readonly string[]
}

// Without any of these there is no link, picture, HTML, directive or forgotten mark to check: in a large archive, most
// paragraphs need no parsing.
const worthParsing = /[<[|]|::|\*\*|~~|__|^[ \t>]*(?:#{2}|＃|\d{1,9}[.)])/m

/**
 * Checks a body for anything that would be dropped, dangerous or dead on the page: raw HTML, scripts in links, unknown
 * directives, missing pictures. Links within the site are returned, not checked, because their targets can appear and
 * disappear without a change of this file.
 *
 * @param path of the file, relative to the content folder
 * @param bodyLine line of the file on which `body` begins
 * @param tree parses the body, so that the caller can use the tree afterwards; called only if there is something to check
 */
export function checkBody(
  path: string,
  body: string,
  bodyLine: number,
  surroundings: BodySurroundings,
  tree: () => Root = () => parseMarkdown(body),
): BodyFindings {
  const problems = exceededLimits(path, body, bodyLine)
  const findings: BodyFindings = { problems, advice: [], links: [], pictures: [], media: [] }
  if (findings.problems.length > 0 || !worthParsing.test(body)) return findings
  for (const { offset, message } of textLosses(tree()))
    findings.advice.push({ file: path, ...placeOf(body, offset, bodyLine), message })
  visit(tree(), (node, _index, parent) => {
    const start = node.position?.start
    const at = { line: (start?.line ?? 1) + bodyLine - 1, column: start?.column ?? 1 }
    const report = (message: string) => findings.problems.push({ file: path, ...at, message })
    const advise = (message: string) => findings.advice.push({ file: path, ...at, message })
    const addStill = (src: string, until?: number) => {
      const picture = findPicture(path, src, surroundings)
      if ('message' in picture) {
        report(picture.message)
        return undefined
      }
      findings.pictures.push({ ...picture, ...(until !== undefined && { until }) })
      return picture
    }
    const wrong = wrongInGallery(node, parent)
    if (wrong !== undefined) {
      report(wrong)
      return SKIP
    }
    for (const message of htmlAdvice(node.data?.fromHtml)) advise(message)
    for (const { offset, message } of textAdvice(node, parent, body))
      findings.advice.push({ file: path, ...placeOf(body, offset, bodyLine), message })
    inspect(node, parent, path, {
      report,
      advise,
      addStill,
      addPicture(src, alt, until) {
        const picture = addStill(src, until)
        if (picture)
          for (const message of pictureAdvice(picture, { src, alt, isLead: false })) advise(message)
      },
      addMedia(kind, src, { title, poster }) {
        const media = findMedia(path, kind, src, surroundings)
        if ('message' in media) report(media.message)
        else findings.media.push({ ...media, title, ...(poster && { poster: resolveFile(path, poster) }) })
      },
      addLink: (target) => findings.links.push({ target, ...at }),
      embedHosts: surroundings.embedHosts,
    })
    return undefined
  })
  return findings
}

/** The position in the file of an offset in the body. */
function placeOf(body: string, offset: number, bodyLine: number): Position {
  const before = body.slice(0, offset).split('\n')
  return { line: bodyLine + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 }
}

const shownHtml = 60

/** What an editor finds raw HTML again by: all of it, its first tag, or as many whole words of that as fit. */
function beginning(html: string): string {
  if (html.length <= shownHtml) return html
  const [tag = html] = /^<[^>]*>/.exec(html) ?? []
  return tag.length <= shownHtml ? tag : `${tag.slice(0, shownHtml).replace(/\s\S*$/, '')} …`
}

type Found = DirectiveFindings & { addLink(target: string): void }

function inspect(node: Nodes, parent: Parents | undefined, path: string, found: Found) {
  const { report, addPicture, addLink } = found
  switch (node.type) {
    case 'html':
      // The opening tag has been reported, and its closing tag is the same mistake.
      if (!isClosingTag(node.value))
        report(`Raw HTML is not shown: ${beginning(node.value)}. Write it in Markdown, or remove it.`)
      return
    case 'link':
    case 'definition': {
      const target = contentTarget(path, node.url)
      if (target) addLink(target)
      else if (downloadTarget(path, node.url))
        found.addMedia('download', withoutFragment(node.url), { title: '' })
      else if (isFollowable(node.url)) {
        if (node.url.startsWith('/')) addLink(node.url)
      } else report(`This link leads nowhere: ${node.url.slice(0, 60)}. ${linkAdvice}`)
      return
    }
    case 'image':
      addPicture(node.url, node.alt ?? '')
      return
    case 'imageReference':
      report('Pictures by reference are not shown. Write ![description](file.jpg).')
      return
    case 'leafDirective':
    case 'containerDirective':
      checkDirective(node, parent, found)
      return
  }
}

const linkAdvice =
  'Link to a full address (https://…), a path of this site (/…), or a Markdown file ([words](../15/talks-announced.en.md)).'

function htmlAdvice(from: FromHtml | undefined): string[] {
  if (!from) return []
  const { name, dropped, unplaced } = from
  if (unplaced)
    return [
      `<${name}> cannot stand here, and only what is in it is shown. Put it in the element it belongs to, on lines of their own.`,
    ]
  const names = dropped.slice(0, 5).map((attribute) => attribute.slice(0, 20))
  return [`The site does not use this of <${name}>: ${names.join(', ')}. Remove it.`]
}

function isClosingTag(html: string): boolean {
  return /^\s*<\/[^<>]*>\s*$/.test(html)
}
