import { expect, test } from 'vitest'
import { render } from '../testing/markdown.ts'

test.each([
  ["\"He *said* 'no'\", it's", '<p>“He <em>said</em> ‘no’”, it’s</p>'],
  [
    '"`"code"`" and ["a link"](https://a.example/?q=%22 "it\'s")',
    '“<code>"code"</code>” and <a href="https://a.example/?q=%22" title="it\'s">“a link”</a>',
  ],
  ["see https://a.example/o'neil now", ">https://a.example/o'neil</a> now"],
  ['- "one\n- two"', '<li>“one</li>'],
  ['| "a" |\n| --- |\n| 1.9 billion |', '<td>1.9\u00a0billion</td>'],
  ['```\nit\'s "code"\n```', 'it\'s "code"'],
  ['It costs 420 million[^1].\n\n[^1]: "A note."', 'It costs 420\u00a0million<sup>'],
])('sets a text in the typography of its language: %s', (body, html) => {
  expect(render(body, { lang: 'en' }).replaceAll('&#x27;', "'").replaceAll('&#x26;', '&')).toContain(html)
})
