import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { element, escapeXml, textElement, xmlDocument } from './xml.ts'

/** What an independent parser reads between the tags. */
function read(text: string): string {
  const xml = textElement('t', text)
  expect(XMLValidator.validate(xml)).toBe(true)
  return new XMLParser({ trimValues: false, parseTagValue: false }).parse(xml).t
}

describe('escapeXml', () => {
  it.each([
    ['markup', '</script><b onclick="x()">'],
    ['an ampersand', 'A & B &amp; C'],
    ['the end of a CDATA section', 'x ]]> y'],
    ['both quotes', `"it's"`],
    ['emoji', 'Ferry ⛴️ 👩‍👩‍👧 returns'],
    ['Arabic with direction marks', '\u200fروسيا \u2066"A"\u2069'],
    ['Chinese', '“会谈”：第一天'],
    ['a line break and a tab', 'a\n\tb'],
  ])('gives back %s', (_, text) => {
    expect(read(text)).toBe(text)
  })

  it.each([
    ['control characters', 'a\u0000b\u0008c\u001fd', 'abcd'],
    ['half a surrogate pair', 'a\ud800b\udfffc', 'abc'],
    ['what is no character', 'a\ufffeb\uffffc', 'abc'],
  ])('leaves out %s', (_, text, expected) => {
    expect(escapeXml(text)).toBe(expected)
  })
})

describe('element', () => {
  it('escapes attributes and leaves out those without a value', () => {
    expect(element('a', { b: 'x"<&\'', c: undefined, d: 0 })).toBe(`<a b="x&quot;&lt;&amp;'" d="0"/>`)
  })

  it('leaves out children that are not there', () => {
    expect(element('a', {}, [undefined, textElement('b', '1'), undefined])).toBe('<a>\n<b>1</b>\n</a>')
  })

  it('is valid in a document that declares its encoding', () => {
    expect(xmlDocument('<a/>')).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n')
  })
})
