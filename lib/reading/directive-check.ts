import type { Nodes, Parents } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { toString as plainText } from 'mdast-util-to-string'
import { frameUrl, isAllowed } from '../assets/embeds/frame-url.ts'
import type { MediaKind } from '../assets/media/kinds.ts'
import { isVisible } from '../i18n/visible.ts'
import { figuresIn } from '../markdown/figures.ts'
import { isDirectiveLabel } from '../markdown/galleries.ts'
import { fileList } from '../markdown/players.ts'
import { moment } from '../newsroom/fields.ts'
import { didYouMean } from '../newsroom/suggest.ts'

/** What checking a directive needs, and where it records what it finds. */
export type DirectiveFindings = {
  report(message: string): void
  advise(message: string): void
  /** @param until when the right to show it ends, epoch milliseconds */
  addPicture(src: string, alt: string, until?: number): void
  /** Adds a picture that needs no description, because text beside it says what it shows. */
  addStill(src: string): void
  addMedia(kind: MediaKind, src: string, about: { title: string; poster?: string }): void
  /** Hosts whose frames the newsroom allows. */
  embedHosts: readonly string[]
}

type Directive = LeafDirective | ContainerDirective

/** The known directives, and the attributes they may have between their braces. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  figure: ['src', 'alt', 'credit', 'until'],
  gallery: [],
  video: ['src', 'poster', 'captions', 'credit'],
  audio: ['src', 'credit'],
  embed: ['src', 'picture', 'credit'],
}

const maxPictures = 60
const longestTitle = 120

/** Checks a directive itself, not its contents. */
export function checkDirective(node: Directive, parent: Parents | undefined, found: DirectiveFindings) {
  const { name } = node
  if (!Object.hasOwn(attributes, name))
    return found.report(
      `There is no directive "${name.slice(0, 40)}". ${didYouMean(name, Object.keys(attributes))} If it is meant as text, begin the line with a backslash.`,
    )
  if ((node.type === 'containerDirective') !== (name === 'gallery')) return found.report(otherForm(name))
  const known = attributes[name] ?? []
  for (const attribute of Object.keys(node.attributes ?? {}))
    if (!known.includes(attribute))
      found.report(
        `The directive ${name} has no attribute "${attribute.slice(0, 40)}". ${known.length > 0 ? didYouMean(attribute, known) : 'Remove it.'}`,
      )
  // A figure may illustrate a list or a quotation; the others take the full width of the column.
  if (name !== 'figure' && parent?.type !== 'root')
    found.report(`This ${name} stands in a list, a quotation or a note. Put it between two paragraphs.`)
  checks[name]?.(node, found)
}

function otherForm(name: string): string {
  return name === 'gallery'
    ? 'A gallery begins with three colons. Write :::gallery, the pictures on the lines below, and ::: on a line of its own.'
    : `The directive ${name} is one line. Write it with two colons: ::${name}[…]{…}.`
}

const checks: Readonly<Record<string, (node: Directive, found: DirectiveFindings) => void>> = {
  figure(node, { report, addPicture }) {
    const { src, alt, until } = node.attributes ?? {}
    if (!isVisible(alt ?? ''))
      report('This figure has no description. Add alt="…" for those who cannot see it.')
    const end = until == null ? undefined : moment().safeParse(until)
    if (end && !end.success) report(`The attribute until ${end.error.issues[0]?.message}`)
    addPicture(src ?? '', alt ?? '', end?.data)
  },
  gallery({ children }, { report }) {
    const count = (children as Nodes[]).flatMap((child) => figuresIn(child)).length
    if (count === 0)
      report('This gallery holds no picture. Write ![description](file.jpg "Caption") between its two lines.')
    if (count > maxPictures)
      report(
        `This gallery holds ${count} pictures; ${maxPictures} is the most. Make several galleries of it.`,
      )
  },
  video(node, { report, advise, addMedia, addStill }) {
    const { src, poster, captions } = node.attributes ?? {}
    if (!src) return report('This video names no file. Add src="film.mp4".')
    if (poster) addStill(poster)
    else
      report(
        'This video has no picture to show before it plays. Add poster="still.jpg", a picture of its shape.',
      )
    addMedia('video', src, { title: plainText(node), ...(poster && { poster }) })
    if (fileList(captions).length === 0)
      advise('This video has no captions for those who cannot hear it. Add captions="film.en.vtt".')
    for (const file of fileList(captions)) addMedia('captions', file, { title: '' })
  },
  audio(node, { report, addMedia }) {
    const src = node.attributes?.src
    if (!src) return report('This audio names no file. Add src="sound.mp3".')
    addMedia('audio', src, { title: plainText(node) })
  },
  embed(node, { report, addStill, embedHosts }) {
    const { src, picture } = node.attributes ?? {}
    const title = plainText(node).trim()
    if (!isVisible(title)) report('This embed has no title. Write ::embed[What it shows]{src="https://…"}.')
    if (title.length > longestTitle)
      report(`The title of this embed is longer than ${longestTitle} characters. Shorten it.`)
    if (picture) addStill(picture)
    const frame = src ? frameUrl(src) : undefined
    if (!src) report('This embed names no address. Add src="https://…".')
    else if (!frame)
      report(`This embed is not at an https address: ${src.slice(0, 60)}. Write a full one: src="https://…".`)
    else if (!isAllowed(frame, embedHosts))
      report(
        `Stories of this newsroom embed nothing from ${frame.host.slice(0, 80)}. Add it to embeds in site.yaml, or write a link: [${title.slice(0, 40) || 'words'}](${src.slice(0, 60)}).`,
      )
  },
}

/** What is wrong with a node inside a gallery; undefined for pictures and for notes to colleagues. */
export function wrongInGallery(node: Nodes, parent: Parents | undefined): string | undefined {
  if (parent?.type !== 'containerDirective' || parent.name !== 'gallery') return undefined
  const isPicture = figuresIn(node).length > 0
  if (isPicture || node.type === 'html' || isDirectiveLabel(node as ContainerDirective['children'][number]))
    return undefined
  return node.type === 'containerDirective' && node.name === 'gallery'
    ? 'A gallery cannot stand in a gallery. End the first one with ::: on a line of its own.'
    : 'A gallery holds pictures only, and this is none. Take it out, or end the gallery before it with ::: on a line of its own.'
}
