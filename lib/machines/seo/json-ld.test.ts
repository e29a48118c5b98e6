import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { jsonLd } from './json-ld.ts'

/** What an HTML parser reads from the data: its text, and the number of elements. */
function inPage(json: string) {
  let text = ''
  let elements = 0
  const parser = new Parser({
    onopentag: () => {
      elements += 1
    },
    ontext: (part) => {
      text += part
    },
  })
  parser.end(`<script type="application/ld+json">${json}</script>`)
  return { text, elements }
}

describe('jsonLd', () => {
  it.each([
    ['a closing tag', '</script><script>alert(1)</script>'],
    ['a closing tag in capitals', '</SCRIPT >'],
    ['a comment that swallows the end', '<!--<script>'],
    ['the end of a comment', '-->'],
    ['the end of a CDATA section', 'a ]]> b'],
    ['quotes and backslashes', 'He said "no" \\ \'maybe\''],
    ['an entity', '&lt;b&gt; &amp;quot;'],
    ['emoji', '🌊👩🏽‍🚒'],
    ['right-to-left marks', '\u200Fعاجل\u200E \u202Eabc\u202C'],
    ['Chinese', '会谈“破裂”？'],
    ['line separators', 'a\u2028b\u2029c'],
    ['half a character', 'a\uD83Cb'],
  ])('keeps %s inside its element, unchanged', (_, headline) => {
    const json = jsonLd({
      '@context': 'https://schema.org',
      '@graph': [{ '@type': 'NewsArticle', headline }],
    })
    const { text, elements } = inPage(json)
    expect(elements).toBe(1)
    expect(json).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(text)['@graph'][0].headline).toBe(headline)
  })
})
