import { Parser } from 'htmlparser2'
import { closedDirections } from '../../i18n/directions.ts'
import { isVisible } from '../../i18n/visible.ts'

/** The most characters the field `credit` may have. */
const longest = 200

/**
 * Who made a picture, according to the IPTC or XMP in its file (https://iptc.org/std/photometadata/specification/): its
 * creator and the credit line, `Ada Brandt/Reuters`, as agencies write it.
 *
 * @param iptc, @param xmp the file's blocks, as libvips returns them
 */
export function creditIn({ iptc, xmp }: { iptc?: Buffer; xmp?: Buffer }): string | undefined {
  const names = [...namesInIptc(iptc ?? Buffer.alloc(0)), ...namesInXmp(xmp?.toString('utf8') ?? '')]
  const { creator, credit } = Object.fromEntries(names.reverse())
  const parts = [...new Set([creator, credit])].filter((name) => name !== undefined)
  return parts.length > 0 ? closedDirections(parts.join('/').slice(0, longest).toWellFormed()) : undefined
}

type Name = readonly ['creator' | 'credit', string]

/** Datasets of record 2 of the Information Interchange Model, by number: 80 By-line, 110 Credit. */
const datasets: ReadonlyMap<number, Name[0]> = new Map([
  [80, 'creator'],
  [110, 'credit'],
])

const marker = 0x1c

function namesInIptc(block: Buffer): Name[] {
  const found: Name[] = []
  // The datasets follow each other in Photoshop's block 0x0404, after its name and its length.
  const start = Math.max(0, block.indexOf('8BIM\x04\x04', 0, 'latin1'))
  let at = block.indexOf(marker, start)
  let utf8 = false
  while (at >= 0 && at + 5 <= block.length && block[at] === marker) {
    const [record, dataset] = [block[at + 1], block[at + 2] ?? 0]
    const length = block.readUInt16BE(at + 3)
    const data = block.subarray(at + 5, at + 5 + length)
    // Dataset 1:90 names the character set; the escape sequence of UTF-8 is ESC % G.
    if (record === 1 && dataset === 90) utf8 = data.toString('latin1') === '\x1b%G'
    const name = record === 2 ? datasets.get(dataset) : undefined
    if (name) found.push(...named(name, data.toString(utf8 || isUtf8(data) ? 'utf8' : 'latin1')))
    at += 5 + length
  }
  return found
}

function isUtf8(data: Buffer): boolean {
  return !data.toString('utf8').includes('\ufffd')
}

function namesInXmp(xml: string): Name[] {
  const found: Name[] = []
  const open: string[] = []
  let text = ''
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        text = ''
        found.push(...named('credit', attributes['photoshop:Credit'] ?? ''))
      },
      ontext(part) {
        text += part
      },
      onclosetag(name) {
        if (name === 'photoshop:Credit') found.push(...named('credit', text))
        if (name === 'rdf:li' && open.includes('dc:creator')) found.push(...named('creator', text))
        open.pop()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return found
}

/** One line of visible text, as the field `credit` allows it; empty when there is none. */
function named(what: Name[0], text: string): Name[] {
  const line = closedDirections(text.replace(/[\p{Cc}\s]+/gu, ' ').trim())
  return isVisible(line) ? [[what, line]] : []
}
