import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cleanDrawing } from './clean-drawing.ts'

const svg = (inside: string, attributes = 'viewBox="0 0 200 50"') =>
  `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`

function kept(text: string): string {
  const cleaned = cleanDrawing(text)
  return 'fault' in cleaned ? `refused: ${cleaned.fault}` : cleaned.svg
}

describe('what draws', () => {
  it('is kept, and browsers and our own renderer can read it', async () => {
    const drawing = cleanDrawing(
      svg(
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>' +
          '<style>.b{fill:url(#a)}</style><g class="b" transform="scale(2)"><path d="M0 0h90v20z"/></g>' +
          '<text x="5" y="40">A &amp; B</text><use xlink:href="#a"/>',
      ),
    )
    expect(drawing).toMatchObject({ width: 200, height: 50, hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
    if ('fault' in drawing) throw new Error(drawing.fault)
    expect(drawing.svg).toContain('<style>.b{fill:url(#a)}</style>')
    expect(drawing.svg).toContain('A &amp; B')
    expect(await sharp(Buffer.from(drawing.svg)).metadata()).toMatchObject({ width: 200, height: 50 })
  })

  it('keeps its size, however it says it', () => {
    const sizes = [
      'viewBox="0 0 30 10"',
      'width="30" height="10"',
      'width="30px" height="10px"',
      'viewBox="0,0,30,10" width="100%"',
    ]
    for (const size of sizes) expect(cleanDrawing(svg('', size))).toMatchObject({ width: 30, height: 10 })
    for (const size of [
      '',
      'width="3cm" height="1cm"',
      'viewBox="0 0 0 0"',
      'viewBox="a b c d"',
      'width="1e9" height="5"',
    ])
      expect(kept(svg('', size))).toBe('refused: has no size. Give it a viewBox, or a width and a height.')
  })

  it('loses what programs note for themselves', () => {
    const noted = svg(
      '<metadata><rdf:RDF>who</rdf:RDF></metadata><sodipodi:namedview pagecolor="#fff"><inkscape:grid/></sodipodi:namedview>' +
        '<g inkscape:label="Layer" data-name="x"><path d="M0 0"/></g><!-- made by --><?xpacket x?>',
    )
    const text = kept(noted)
    expect(text).toContain('<g><path d="M0 0"></path></g>')
    expect(text).not.toMatch(/who|inkscape|sodipodi|metadata|made by|xpacket|DOCTYPE|data-name/)
  })
})

/** After public collections of attacks by SVG, and siblings of each. */
const attacks: Record<string, string> = {
  script: '<script>alert(1)</script>',
  'script in capitals': '<SCRIPT>alert(1)</SCRIPT>',
  'script in a file': '<script href="https://evil.example/x.js"/>',
  handler: '<path d="M0 0" onload="alert(1)"/>',
  'handler of an animation': '<g onbegin="alert(1)"/>',
  'handler of what is left out': '<metadata onclick="alert(1)"/>',
  'another document': '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><p/></body></foreignObject>',
  link: '<a href="javascript:alert(1)"><text>x</text></a>',
  'use of another file': '<use href="https://evil.example/x.svg#a"/>',
  'use of data': '<use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#a"/>',
  picture: '<image href="https://evil.example/pixel.gif"/>',
  'picture inside': '<image href="data:image/png;base64,AAAA"/>',
  'style that loads': '<style>@import url(https://evil.example/x.css);</style>',
  'style with a ground': '<style>path{fill:url(https://evil.example/x)}</style>',
  'style in an attribute': '<path d="M0 0" style="fill:url( \'https://evil.example/x\')"/>',
  'style that hides its name': '<path d="M0 0" style="fill:u\\72l(https://evil.example/x)"/>',
  'fill from elsewhere': '<path d="M0 0" fill="url(//evil.example/x#a)"/>',
  animation: '<animate attributeName="href" values="javascript:alert(1)"/>',
  setting: '<set attributeName="onmouseover" to="alert(1)"/>',
  'name space of its own': '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
}

describe('what is more than a drawing', () => {
  it.each(Object.entries(attacks))('is refused or left out: %s', (_, inside) => {
    const text = kept(svg(inside))
    expect(text).not.toMatch(/alert|evil|javascript|data:/)
    if (!/^<(?:x:script|metadata)/.test(inside)) expect(text).toMatch(/^refused: .+\. Export it as plain SVG/)
  })

  it('is refused in the root as well', () => {
    expect(kept(svg('', 'viewBox="0 0 1 1" onload="alert(1)"'))).toContain('holds a script (onload)')
  })

  it.each([
    [
      'entities',
      '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><svg viewBox="0 0 1 1">&b;</svg>',
    ],
    ['HTML', '<html><body><svg viewBox="0 0 1 1"/></body></html>'],
    ['two drawings', '<svg viewBox="0 0 1 1"/><svg viewBox="0 0 1 1"/>'],
    ['nothing', ''],
    ['a photograph', '\u0089PNG\r\n\u001a\n'],
    ['depth', svg(`${'<g>'.repeat(100)}${'</g>'.repeat(100)}`)],
    ['many elements', svg('<path d="M0 0"/>'.repeat(3000))],
    ['parts that repeat each other', svg(`<g id="a">${'<use href="#b"/>'.repeat(40)}</g>`)],
  ])('refuses %s', (_, text) => {
    expect(kept(text)).toMatch(/^refused: /)
  })

  it('cannot come back through what is kept', () => {
    const text = kept(
      svg('<title>&lt;script&gt;alert(1)&lt;/script&gt;</title><path d="&quot; onload=&quot;x"/>'),
    )
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toMatch(/<script|" onload="/)
    expect(kept(text)).toBe(text)
  })
})
