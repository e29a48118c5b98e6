import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { finishPage } from './finish-page.ts'
import { securityHeaders as headersFor } from './security-headers.ts'

/** The headers of a page that is sent as it is, or of a file. */
function securityHeaders(https: boolean, html?: string, statistics?: string) {
  return headersFor(https, html === undefined ? undefined : finishPage(html, true).loaded, statistics)
}

/** The policy as a browser reads it: directives with their sources. */
function policy(html?: string, https = false): Record<string, string[]> {
  const header = securityHeaders(https, html)['content-security-policy'] ?? ''
  return Object.fromEntries(
    header.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const module = '<script type="module" src="/modules/x.js"></script>'

describe('the policy of a page', () => {
  it.each([
    ['plain', 'p{color:red}'],
    ['with entities', 'p::after{content:"&amp; &lt;"}'],
    ['with tags', 'p::after{content:"<b>a</b>"}'],
    ['with comments', '<!-- p{} --> /* <!-- a --> */'],
    ['with other letters and line breaks', '\n p::after { content: "国际 ünï" }\n'],
    ['empty', ''],
  ])('allows an inline style by its hash: %s', (_, text) => {
    expect(policy(`<style>${text}</style><p>a</p>`)['style-src']).toEqual(["'self'", hashOf(text)])
  })

  it.each([
    ['plain', '', 'alert(1)'],
    ['a module', ' type="module"', 'import "/x.js"'],
    ['said to be JavaScript', ' type="text/javascript"', 'a && b'],
    ['with tags', '', 'a = "<b></b><!-- <p> &amp;"'],
  ])('allows an inline script by its hash: %s', (_, attributes, text) => {
    expect(policy(`<script${attributes}>${text}</script>`)['script-src']).toEqual(["'self'", hashOf(text)])
  })

  it('names each inline text, and each only once', () => {
    const html = '<style>a{}</style><style>b{}</style><style>a{}</style><script>1</script><script>1</script>'
    expect(policy(html)['style-src']).toEqual(["'self'", hashOf('a{}'), hashOf('b{}')])
    expect(policy(html)['script-src']).toEqual(["'self'", hashOf('1')])
  })

  it('allows no script where there is none', () => {
    for (const html of ['', '<p>script</p>', '<style>p{}</style>', '<p title="<script>1</script>">a</p>']) {
      expect(policy(html)['script-src']).toEqual(["'none'"])
      expect(policy(html)['connect-src']).toEqual(["'self'"])
    }
  })

  it('allows data blocks without a hash, for they do not run', () => {
    const html = '<script type="application/ld+json">{"a":"</b><!--"}</script>'
    expect(policy(html)['script-src']).toEqual(["'none'"])
    expect(policy(html + module)['script-src']).toEqual(["'self'"])
  })

  it('allows files of the site, without a hash', () => {
    expect(policy(module)['script-src']).toEqual(["'self'"])
    expect(policy(module)['connect-src']).toEqual(["'self'"])
    expect(policy('<link rel="stylesheet" href="/a.css">')['style-src']).toEqual(["'self'"])
  })

  it.each(['<video src="/media/a.mp4" controls></video>', '<audio src="/a.mp3"></audio>'])(
    'lets a page play this site’s own files: %s',
    (html) => {
      expect(policy(html)['media-src']).toEqual(["'self'"])
      expect(policy('<p>&lt;video&gt;</p>')).not.toHaveProperty('media-src')
    },
  )

  it('lets in frames of exactly the sites that the page may open', () => {
    const link = (url: string) => `<a href="https://x.example/" data-embed="${url}">خريطة</a>`
    const html = `${link('https://a.example/1?b&amp;c')}${link('https://b.example:8443/')}${link('https://a.example/2')}`
    expect(policy(html)['frame-src']).toEqual(['https://a.example', 'https://b.example:8443'])
    expect(policy('<a href="https://a.example/">地图</a>')).not.toHaveProperty('frame-src')
  })

  it('allows nothing else', () => {
    expect(policy('<p>a</p>')).toEqual({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'connect-src': ["'self'"],
      'font-src': ["'self'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'img-src': ["'self'", 'data:'],
      'manifest-src': ["'self'"],
      'script-src': ["'none'"],
      'style-src': ["'self'"],
    })
  })

  it('allows a statistics script of another origin where there is one, to load and to report', () => {
    const statistics = 'https://statistics.example'
    const header = securityHeaders(false, module, statistics)['content-security-policy']
    expect(header).toContain(`script-src 'self' ${statistics};`)
    expect(header).toContain(`connect-src 'self' ${statistics};`)
    expect(header).toContain(`img-src 'self' data: ${statistics};`)
    expect(securityHeaders(false, '<p>a</p>', statistics)['content-security-policy']).toContain(
      "script-src 'none'",
    )
    expect(securityHeaders(false, undefined, statistics)['content-security-policy']).not.toContain(statistics)
  })

  it.each([
    undefined,
    '',
    '<script>1</script><style>a{}</style>',
    '<p style="color:red" onclick="x()">a</p>',
    module,
  ])('is never lax: %j', (html) => {
    for (const https of [true, false])
      expect(securityHeaders(https, html)['content-security-policy']).not.toMatch(/unsafe|\*|http:/)
  })
})

describe('https', () => {
  it('is asked for on a site that has it, on pages and files', () => {
    expect(policy('<p>a</p>', true)['upgrade-insecure-requests']).toEqual([])
    for (const html of [undefined, '<p>a</p>'])
      expect(securityHeaders(true, html)['strict-transport-security']).toMatch(/^max-age=\d{8,}/)
  })

  it('is not spoken of on a site that has not', () => {
    expect(policy('<p>a</p>')).not.toHaveProperty('upgrade-insecure-requests')
    expect(securityHeaders(false, '<p>a</p>')).not.toHaveProperty('strict-transport-security')
  })
})

it('lets files load nothing, and be shown elsewhere', () => {
  expect(policy()).toEqual({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] })
  expect(securityHeaders(true)['cross-origin-resource-policy']).toBe('cross-origin')
  expect(securityHeaders(true, '')['cross-origin-resource-policy']).toBe('same-origin')
})

it('sends the other headers with everything', () => {
  for (const html of [undefined, '<p>a</p>']) {
    expect(securityHeaders(false, html)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  }
})
