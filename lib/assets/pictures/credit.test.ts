import { describe, expect, it } from 'vitest'
import { creditIn } from './credit.ts'

/** A dataset of the Information Interchange Model. */
function dataset(record: number, number: number, text: string, encoding: BufferEncoding = 'utf8'): Buffer {
  const data = Buffer.from(text, encoding)
  return Buffer.concat([Buffer.of(0x1c, record, number, data.length >> 8, data.length & 255), data])
}

const photoshop = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x40', 'latin1')
const iptc = (...parts: Buffer[]) => Buffer.concat([photoshop, ...parts])

const xmp = (inside: string, attributes = '') =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  )

describe('the credit in a picture’s file', () => {
  it.each([
    [
      'by-line and credit',
      iptc(dataset(2, 80, 'Ada Brandt'), dataset(2, 110, 'Reuters')),
      'Ada Brandt/Reuters',
    ],
    ['credit alone', iptc(dataset(2, 5, 'A title'), dataset(2, 110, 'AFP')), 'AFP'],
    ['the same twice', iptc(dataset(2, 80, 'AFP'), dataset(2, 110, 'AFP')), 'AFP'],
    ['Arabic', iptc(dataset(1, 90, '\x1b%G'), dataset(2, 80, 'نور صفدي')), 'نور صفدي'],
    ['Chinese', iptc(dataset(2, 80, '林海')), '林海'],
    ['Latin-1', iptc(dataset(2, 80, 'José', 'latin1')), 'José'],
    ['several lines', iptc(dataset(2, 80, ' Ada\r\n\tBrandt\x07 ')), 'Ada Brandt'],
    ['bare datasets', dataset(2, 80, 'Ada'), 'Ada'],
    ['nothing', iptc(dataset(2, 80, '  ')), undefined],
    ['nothing to see', iptc(dataset(2, 80, '\u3164\u200b')), undefined],
    ['what would turn the words after it', iptc(dataset(2, 80, 'A\u202e')), 'A\u202e\u202c'],
    ['a length that lies', iptc(Buffer.of(0x1c, 2, 80, 0xff, 0xff), Buffer.from('Ada')), 'Ada'],
    ['a block that breaks off', iptc(Buffer.of(0x1c, 2, 80)), undefined],
  ])('is read from IPTC: %s', (_, block, credit) => {
    expect(creditIn({ iptc: block })).toBe(credit)
  })

  it.each([
    [
      'elements',
      xmp(
        '<dc:creator><rdf:Seq><rdf:li>Ada &amp; Co</rdf:li></rdf:Seq></dc:creator><photoshop:Credit>AP</photoshop:Credit>',
      ),
      'Ada & Co/AP',
    ],
    ['an attribute', xmp('', 'photoshop:Credit="新华社"'), '新华社'],
    ['Arabic', xmp('<photoshop:Credit>وكالة</photoshop:Credit>'), 'وكالة'],
    ['another list', xmp('<dc:subject><rdf:Bag><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>'), undefined],
    ['what is no XML', Buffer.from('<<<&&&'), undefined],
  ])('is read from XMP: %s', (_, block, credit) => {
    expect(creditIn({ xmp: block })).toBe(credit)
  })

  it('is that of IPTC when both give one, and never too long', () => {
    const both = { iptc: iptc(dataset(2, 110, 'Reuters')), xmp: xmp('', 'photoshop:Credit="Other"') }
    expect(creditIn(both)).toBe('Reuters')
    expect(creditIn({ iptc: iptc(dataset(2, 80, 'é'.repeat(900))) })).toHaveLength(200)
    expect(creditIn({})).toBeUndefined()
  })
})
