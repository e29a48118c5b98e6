import { Parser } from 'htmlparser2'
import { pictureHash } from '../pictures/hash.ts'
import { dropsWithContent, isDrawn, isKept, refusedElements } from './svg-vocabulary.ts'

/** A drawing that may be served. */
export type SvgDrawing = {
  /** The text of the file that is served. */
  svg: string
  /** Of that text, 16 hexadecimal digits. */
  hash: string
  /** Its size, in pixels of CSS if nothing scales it. */
  width: number
  height: number
}

/** Why a drawing cannot be served: "… . How to mend it.", to follow the file's name. */
export type DrawingFault = { fault: string }

/** Far more than a good logo takes; it is asked for with the first page a reader opens. */
export const maxDrawingBytes = 64 * 1024
const maxElements = 2000
const maxDepth = 32
/** Each may repeat others that repeat others: ten of ten steps would never be drawn. */
const maxRepeats = 32
const repeats = new Set(['use', 'pattern', 'marker', 'mask'])

/** Who exports a drawing can choose this in every program that draws. */
const plain = 'Export it as plain SVG, with text and effects turned into paths.'

/** Reads an SVG file's text. */
export function cleanDrawing(text: string): SvgDrawing | DrawingFault {
  if (/<!ENTITY/i.test(text)) return { fault: `defines entities. ${plain}` }
  const { parts, fault, root } = rewritten(text)
  if (fault !== undefined) return { fault }
  if (!root) return { fault: `is not SVG. ${plain}` }
  const size = sizeOf(root)
  if (!size) return { fault: 'has no size. Give it a viewBox, or a width and a height.' }
  const svg = parts.join('')
  return { svg, hash: pictureHash(Buffer.from(svg)), ...size }
}

type Rewriting = { parts: string[]; fault?: string; root?: Record<string, string> }

/** Writes anew what draws; the parser sees what a browser's would see, because the output is its own and never the input. */
function rewritten(text: string): Rewriting {
  const result: Rewriting = { parts: [] }
  /** Elements that are open: the name as written out, or nothing for one that is left out. */
  const open: (string | undefined)[] = []
  let leftOut = 0
  let elements = 0
  let repeated = 0
  let styles = 0
  const refuse = (fault: string) => {
    result.fault ??= fault
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements += 1
        if (elements > maxElements) refuse(`has more than ${maxElements} elements. Simplify it.`)
        if (open.length >= maxDepth) refuse(`is nested more than ${maxDepth} deep. ${plain}`)
        if (repeats.has(name)) repeated += 1
        if (repeated > maxRepeats) refuse(`repeats its parts more than ${maxRepeats} times. ${plain}`)
        const refused = refusedElements[name.toLowerCase()]
        if (refused) refuse(`holds ${refused}. ${plain}`)
        const isRoot = open.length === 0
        if (isRoot && (name !== 'svg' || result.root)) refuse(`is not SVG. ${plain}`)
        if (leftOut > 0 || !isDrawn(name)) {
          if (leftOut > 0 || dropsWithContent(name)) leftOut += 1
          open.push(undefined)
          return
        }
        for (const [attribute, value] of Object.entries(attributes)) {
          const wrong = faultOf(attribute, value)
          if (wrong) refuse(`${wrong}. ${plain}`)
        }
        const own = Object.fromEntries(Object.entries(attributes).filter(([attribute]) => isKept(attribute)))
        if (isRoot) {
          result.root = { ...own }
          // Browsers take what has no size of its own for 300 pixels wide.
          const size = sizeOf(own)
          if (size) Object.assign(own, { width: String(size.width), height: String(size.height) })
          own.xmlns = 'http://www.w3.org/2000/svg'
          // Older programs refer by it.
          own['xmlns:xlink'] = 'http://www.w3.org/1999/xlink'
        }
        if (name === 'style') styles += 1
        result.parts.push(`<${name}${written(own)}>`)
        open.push(name)
      },
      ontext(words) {
        if (leftOut > 0 || open.at(-1) === undefined) return
        if (styles > 0 && loadsElsewhere(words)) refuse(`loads something from elsewhere. ${plain}`)
        result.parts.push(escaped(words))
      },
      onclosetag() {
        const name = open.pop()
        if (leftOut > 0) leftOut -= 1
        if (name === 'style') styles -= 1
        if (name !== undefined) result.parts.push(`</${name}>`)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(text)
  return result
}

/** What is wrong with an attribute, whether or not it would be kept: such a file is not a drawing that went well. */
function faultOf(attribute: string, value: string): string | undefined {
  if (/^on/i.test(attribute)) return `holds a script (${attribute})`
  const isReference = /(?:^|:)(?:href|src)$/i.test(attribute)
  if (isReference && !/^\s*#/.test(value)) return 'loads or links to something else'
  if (loadsElsewhere(value)) return 'loads something from elsewhere'
  return undefined
}

/** Whether a style or attribute names another file. Escapes could hide a name, and no drawing needs them. */
function loadsElsewhere(style: string): boolean {
  return /@import|\\|expression\s*\(|javascript:/i.test(style) || /url\(\s*(?!["']?#)/i.test(style)
}

function sizeOf({
  viewBox,
  width,
  height,
}: Record<string, string>): { width: number; height: number } | undefined {
  const [, , boxWidth, boxHeight] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const size =
    isLength(boxWidth) && isLength(boxHeight) ? [boxWidth, boxHeight] : [pixels(width), pixels(height)]
  const [across, down] = size
  return isLength(across) && isLength(down) ? { width: across, height: down } : undefined
}

function pixels(length: string | undefined): number | undefined {
  const [, number] = /^\s*([\d.]+)(?:px)?\s*$/.exec(length ?? '') ?? []
  return number === undefined ? undefined : Number(number)
}

function isLength(length: number | undefined): length is number {
  return length !== undefined && Number.isFinite(length) && length > 0 && length < 100_000
}

function written(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`)
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
