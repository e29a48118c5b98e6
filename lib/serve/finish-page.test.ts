import { describe, expect, it } from 'vitest'
import { finishPage } from './finish-page.ts'

const leanHtml = (html: string) => finishPage(html).html

describe('a page is freed of', () => {
  it.each([
    [
      'a script of Next’s build',
      '<p>a</p><script src="/_next/a.js" async=""></script><p>b</p>',
      '<p>a</p><p>b</p>',
    ],
    ['one that is a module', '<script type="module" src="/_next/a.js"></script>', ''],
    ['one without quotes', '<script src=/_next/a.js></script>', ''],
    ['one for old browsers', '<script src="/_next/p.js" noModule=""></script>', ''],
    ['flight data', '<p>a</p><script>self.__next_f.push([1,"<p>b</p>"])</script>', '<p>a</p>'],
    ['inline code', '<script id="_R_">requestAnimationFrame(function(){$RT=1})</script>', ''],
    ['inline code that says what it is', '<script type="text/javascript">1</script>', ''],
    ['uppercase tags', '<P>a</P><SCRIPT SRC="/_next/a.js"></SCRIPT>', '<P>a</P>'],
    ['a script that contains a tag', '<script>"<script>"; "<!--"; "</p>"</script><p>a</p>', '<p>a</p>'],
    ['a script whose end has spaces', '<script>1</script\n ><p>a</p>', '<p>a</p>'],
    ['a preload of a script', '<link rel="preload" as="script" href="/_next/a.js"/>', ''],
    [
      'a preload in other order',
      '<link href="/_next/a.js" as="script" fetchPriority="low" rel="preload">',
      '',
    ],
    ['a modulepreload', '<link rel="modulepreload" href="/_next/a.js">', ''],
    ['a prefetch of a script', '<link rel="prefetch" as="script" href="/_next/a.js">', ''],
    ['comments', '<p>a<!-- -->b<!--$--><i>c</i><!--/$--></p>', '<p>ab<i>c</i></p>'],
    ['a comment with a tag', '<p>a<!-- <b> > -- -->b</p>', '<p>ab</p>'],
    ['an empty placeholder', '<div hidden=""><!--$--><!--/$--></div><p>a</p>', '<p>a</p>'],
    ['one without comments', '<body><div hidden=""></div><p>a</p>', '<body><p>a</p>'],
    [
      'data-precedence',
      '<link rel="stylesheet" href="/_next/a.css" data-precedence="next"/>',
      '<link rel="stylesheet" href="/_next/a.css"/>',
    ],
    ['data-href', '<style data-precedence="a" data-href="b c">p{}</style>', '<style>p{}</style>'],
  ])('%s', (_, html, lean) => {
    expect(leanHtml(html)).toBe(lean)
  })
})

describe('a page keeps', () => {
  it.each([
    ['a module of the site', '<script type="module" src="/modules/x.js"></script>'],
    ['a script of the site', '<script src="/x.js" defer></script>'],
    ['an inline module', '<script type="module">import "/x.js"</script>'],
    ['linked data', '<script type="application/ld+json">{"a":"<b>b</b>"}</script>'],
    ['linked data with a comment', '<script type="application/ld+json">{"a":"<!-- b -->"}</script>'],
    [
      'linked data with an open comment',
      '<script type="application/ld+json">{"a":"<!-- b"}</script><p>c</p>',
    ],
    [
      'linked data about a script',
      '<script type="application/ld+json">{"a":"<script src=/_next/a.js>"}</script>',
    ],
    ['comments in a style', '<style><!-- p{content:"<!-- a -->"} --></style>'],
    ['comments in a text field', '<textarea><!-- a --><script>1</script></textarea>'],
    ['comments in a title', '<title>a <!-- b --></title>'],
    ['a comment in an attribute', '<p title="<!-- a -->">b</p>'],
    ['attributes with >', '<a title="a > b" href=\'/?a=">"\'>c</a>'],
    ['an attribute that reads like a tag', '<p title="<script src=/_next/a.js></script>">b</p>'],
    ['a hidden part with something in it', '<div hidden=""><p>a</p></div>'],
    ['a hidden part with text', '<div hidden=""><!--$-->a<!--/$--></div>'.replaceAll(/<!--.*?-->/g, '')],
    ['a hidden part that is named', '<div hidden="" id="S:0"></div>'],
    ['a shown empty part', '<div></div>'],
    ['a style sheet', '<link rel="stylesheet" href="/_next/a.css"/>'],
    ['preloads of other kinds', '<link rel="preload" as="font" href="/_next/a.woff2" crossorigin=""/>'],
    ['a preload of the site’s own', '<link rel="modulepreload" href="/modules/x.js"/>'],
    ['a page’s own data-href', '<p data-href="/a" data-precedence="b">c</p>'],
    ['an attribute that ends in a name', '<p title="a data-precedence=" class="b">c</p>'],
    ['entities and odd spaces', '<p  class = a >&amp;&nbsp;&#x41; &unknown; a&b < c\r\n\t</p >'],
    ['other letters', '<p>بريد 国际 🗞️\u0000</p>'],
    [
      'foreign elements',
      '<svg viewBox="0 0 1 1"><path d="M0 0"/><foreignObject><p>a</p></foreignObject></svg>',
    ],
    ['a template', '<template><p>a</p></template>'],
    ['nothing', ''],
    ['text', 'a < b > c'],
  ])('%s', (_, html) => {
    expect(leanHtml(html)).toBe(html)
  })
})

describe('a malformed page', () => {
  it.each([
    [
      'no end',
      '<!DOCTYPE html><html><body><p>a<script src="/_next/a.js"></script>',
      '<!DOCTYPE html><html><body><p>a',
    ],
    ['a script without end', '<p>a</p><script>self.__next_f.push(', '<p>a</p>'],
    ['linked data without end', '<p>a</p><script type="application/ld+json">{', undefined],
    ['a comment without end', '<p>a</p><!-- b', '<p>a</p>'],
    ['a tag without end', '<p>a</p><script src="/_next/a.js', undefined],
    ['too many ends', '<p>a</p></p></script></div><i>b</i>', undefined],
    ['misnested elements', '<b><i>a</b></i><script>1</script>c', '<b><i>a</b></i>c'],
    ['a table out of order', '<table><p>a</table><script>1</script>', '<table><p>a</table>'],
  ])('%s', (_, html, lean = html) => {
    expect(leanHtml(html)).toBe(lean)
  })
})

it('leaves every byte of a whole page’s text where it was', () => {
  const text = '<main><h1>Ünïcödé</h1>\n\n  <p class="a">One<br>two &mdash; 三</p>\r\n</main>'
  const page = `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="preload" as="script" fetchPriority="low" href="/_next/a.js"/><script src="/_next/b.js" async=""></script><title>A</title></head><body><div hidden=""><!--$--><!--/$--></div>${text}<!--$--><!--/$--><script src="/_next/a.js" id="_R_" async=""></script><script>(self.__next_f=self.__next_f||[]).push([0])</script></body></html>`
  expect(leanHtml(page)).toBe(
    `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>A</title></head><body>${text}</body></html>`,
  )
})

it('has nothing to take out of a page that is lean', () => {
  const lean = leanHtml('<p>a<!-- b --></p><script>1</script><style data-href="a">p{}</style>')
  expect(leanHtml(lean)).toBe(lean)
})

describe('what a page loads', () => {
  const inline = '<script>1</script>'

  it('is told of what stays, not of what is taken out', () => {
    const style = '<style data-href="a">p{}</style>'
    const { html, loaded } = finishPage(`${inline}${style}<script src="/_next/a.js"></script>`)
    expect(html).toBe('<style>p{}</style>')
    expect(loaded).toMatchObject({
      hasScript: false,
      scripts: [],
      styles: [expect.stringMatching(/^'sha256-/)],
    })
  })

  it('is all of it where all stays', () => {
    const page = `<div hidden=""><!--$--></div>${inline}`
    const { html, loaded } = finishPage(page, true)
    expect(html).toBe(page)
    expect(loaded).toMatchObject({ hasScript: true, scripts: [expect.stringMatching(/^'sha256-/)] })
  })
})
