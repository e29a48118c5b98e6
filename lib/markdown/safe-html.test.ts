import type { Element, Properties, Root } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { describe, expect, it } from 'vitest'
import { render, shownPicture } from '../testing/markdown.ts'
import { safeHtml } from './safe-html.ts'

/** Lets everything pass, so that only the sanitizer can refuse anything. */
const trusting = {
  link: (file: string) => file,
  picture: (src: string) => ({
    sources: [{ type: 'image/webp', srcSet: `${src} 1w` }],
    sizes: '1px',
    src,
    width: 3,
    height: 2,
    className: 'masthead',
  }),
}

describe('raw HTML that is not accepted', () => {
  it.each([
    ['a script', '<script>alert(1)</script>', ''],
    ['a block', '<form action="/x"><b>hi</b></form>', ''],
    ['a comment', '<!-- a comment -->', ''],
    ['a comment in a line', 'a<!-- b -->c', '<p>ac</p>'],
    ['an element in a line', 'a <svg onload="x()">b</svg> c', '<p>a b c</p>'],
    ['an element in one that is', 'a <b><object data=x>b</object></b> c', '<p>a <b>b</b> c</p>'],
    ['a declaration', '<!DOCTYPE html>', ''],
    [
      'what other parsers read in it',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
      '<p></p>',
    ],
  ])('is dropped: %s', (_, body, expected) => {
    expect(render(body)).toBe(expected)
  })
})

describe('addresses', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '&#106;avascript:alert(1)',
    'javascript&colon;alert(1)',
    '<java\\script:alert(1)>',
    'vbscript:x',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:x',
  ])('lose a scheme that readers must not be sent to: %s', (url) => {
    expect(render(`[a](${url})`, trusting)).toBe('<p><a>a</a></p>')
    expect(render(`[a][r]\n\n[r]: ${url}`, trusting)).toBe('<p><a>a</a></p>')
  })

  it('are removed from an autolink too', () => {
    expect(render('<javascript:alert(1)>', trusting)).toBe('<p><a class="bare">javascript:alert(1)</a></p>')
  })

  it.each(['https://a.example', 'http://a.example', 'mailto:a@b.example', 'tel:+123', '/en', '#a'])(
    'keep what readers may follow: %s',
    (url) => {
      expect(render(`[a](${url})`, trusting)).toBe(`<p><a href="${url}">a</a></p>`)
    },
  )

  it.each([
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    'data:image/svg+xml,x',
    'https://evil.example/a.png',
    '//evil.example/a.png',
    'blob:x',
  ])('that a page fills in are this site’s, or nothing is shown: %s', (src) => {
    const filled = { ...trusting, link: () => src, media: () => src }
    expect(render(`![a](${src})`, filled)).toBe('<figure></figure>')
    expect(render(`b ![a](${src})`, filled)).toBe('<p>b </p>')
    expect(render(`::figure[c]{src="${src}" alt="a"}`, filled)).toBe(
      '<figure><figcaption>c</figcaption></figure>',
    )
    expect(render('[*a*](story.md)', filled)).toBe('<p><em>a</em></p>')
    expect(render('::video[a]{src="a.mp4" poster="b.jpg" captions="c.en.vtt"}', filled)).toBe(
      '<figure><figcaption>a</figcaption></figure>',
    )
    const still = render(`::video[a]{src="a.mp4" poster="${src}" captions="c.en.vtt"}`, {
      ...filled,
      media: (file) => (file === 'a.mp4' ? '/a.mp4' : src),
    })
    expect(still).toBe(
      '<figure><video src="/a.mp4" controls preload="none"><a href="/a.mp4">a</a></video><figcaption>a</figcaption></figure>',
    )
  })

  it.each(['javascript:alert(1)', 'https://evil.example/a.png'])(
    'of pictures by reference, which are not allowed, have no scheme at all: %s',
    (src) => {
      expect(render(`![a][r] b\n\n[r]: ${src}`, trusting)).toBe('<p><img alt="a"> b</p>')
    },
  )
})

describe('attributes', () => {
  it.each([
    'onerror="x"',
    'style="color:red"',
    '#top',
    '.hidden',
    'id="top"',
    'class="x"',
    'srcset="b.jpg"',
    '__proto__="x"',
  ])('of a directive are those of a figure: %s', (attribute) => {
    expect(render(`::figure[x]{src="a.jpg" alt="b" ${attribute}}`)).toBe(
      `<figure>${shownPicture('b')}<figcaption>x</figcaption></figure>`,
    )
  })

  it('of unknown directives are dropped with them', () => {
    expect(render('::script[x]{src="a.js" onload="x"}')).toBe('<div>x</div>')
    expect(render(':::p{onclick="x" #top}\ntext\n:::')).toBe('<div><p>text</p></div>')
  })

  it.each([
    ['alt', '![" onerror="x](a.jpg)', 'alt="&#x22; onerror=&#x22;x"'],
    ['title', '[a](b.md "\\" onclick=\\"x")', 'title="&#x22; onclick=&#x22;x"'],
    ['class', '```"onclick="x\na\n```', 'class="language-&#x22;onclick=&#x22;x"'],
    ['href', '[a](</x"onclick="x>)', 'href="/x%22onclick=%22x"'],
  ])('cannot be left through a quote: %s', (_, body, expected) => {
    expect(render(body)).toContain(expected)
  })
})

describe('safeHtml', () => {
  function clean(tagName: string, properties: Properties): Root['children'][number] | undefined {
    const root: Root = { type: 'root', children: [{ type: 'element', tagName, properties, children: [] }] }
    const result = sanitize(root, safeHtml)
    return result.type === 'root' ? result.children[0] : undefined
  }
  const element = (tagName: string, properties: Properties): Element => ({
    type: 'element',
    tagName,
    properties,
    children: [],
  })

  it.each([
    'script',
    'style',
    'iframe',
    'object',
    'svg',
    'math',
    'form',
    'button',
    'base',
    'meta',
    'link',
    'h1',
    'canvas',
  ])('has no <%s>', (tagName) => {
    expect(clean(tagName, {})).toBeUndefined()
  })

  it.each([
    ['div', { onClick: 'x', style: 'x', className: ['hidden'] }, {}],
    ['p', { onClick: 'x', className: ['hidden', 'gallery-links'] }, { className: ['gallery-links'] }],
    ['video', { src: '/a.mp4', poster: '/a.jpg', controls: true, autoPlay: true }, {}],
    ['audio', { src: 'data:audio/mpeg;base64,AA', controls: true, loop: true }, {}],
    ['picture', { className: ['evil'], onClick: 'x' }, {}],
    ['a', { dataEmbed: 'javascript:x' }, {}],
    [
      'img',
      { src: '/a.jpg', alt: 'a', onError: 'x', srcSet: 'b', loading: 'eager' },
      { src: '/a.jpg', alt: 'a' },
    ],
    ['span', { className: ['credit', 'evil'] }, { className: ['credit'] }],
    ['section', { className: ['table-scroll', 'evil'] }, { className: ['table-scroll'] }],
    [
      'a',
      { href: 'javascript:x', target: '_blank', className: ['evil', 'heading-link'] },
      { className: ['heading-link'] },
    ],
  ])('leaves <%s> only what rendering makes', (tagName, properties, expected) => {
    expect(clean(tagName, properties)).toEqual(element(tagName, expected))
  })
})
