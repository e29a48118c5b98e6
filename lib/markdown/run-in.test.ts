import { describe, expect, it } from 'vitest'
import { render, shownPicture } from '../testing/markdown.ts'

const place = '<span class="dateline">ISTANBUL</span> —'
const alone = `<p>${place}</p>`

describe('runIn', () => {
  it.each([
    ['a paragraph', 'First.\n\nSecond.', `<p>${place} First.</p>\n<p>Second.</p>`],
    ['bold words', '**First** words', `<p>${place} <strong>First</strong> words</p>`],
    ['a definition', '[r]: story.md\n\nFirst.', `<p>${place} First.</p>`],
    ['a comment', '<!-- to do -->\n\nFirst.', `<p>${place} First.</p>`],
    ['a note', '[^1]: Note.\n\nFirst.', `<p>${place} First.</p>`],
    ['a list', '- One', `${alone}\n<ul>\n<li>One</li>\n</ul>`],
    ['a quote', '> Said', `${alone}\n<blockquote>\n<p>Said</p>\n</blockquote>`],
    ['a picture', '![a](a.jpg)', `${alone}\n<figure>${shownPicture('a')}</figure>`],
    ['nothing', '', alone],
    ['nothing but blank lines', '\n \n', alone],
  ])('prints the dateline before the first words: %s', (_, body, expected) => {
    expect(render(body, { dateline: 'ISTANBUL' })).toBe(expected)
  })

  it('gives no dateline to a heading that comes first', () => {
    expect(render('## H\n\nText', { dateline: 'ISTANBUL' })).toMatch(
      /^<p><span class="dateline">ISTANBUL<\/span> —<\/p>\n<section class="heading"><h2 id="h">H</,
    )
  })

  it.each([
    ['a paragraph', 'Text.', '<p>Text.</p>\n'],
    ['a list', '- One', '<ul>\n<li>One</li>\n</ul>\n'],
    ['nothing', '', ''],
  ])('prints the agency credit as the last paragraph: after %s', (_, body, before) => {
    expect(render(body, { agencyCredit: '(With input from Reuters)' })).toBe(
      `${before}<p><span class="agency">(With input from Reuters)</span></p>`,
    )
  })

  it('prints the agency credit before the notes', () => {
    const html = render('Text[^1]\n\n[^1]: Note.', { agencyCredit: '(Reuters)' })
    expect(html.indexOf('class="agency"')).toBeGreaterThan(html.indexOf('Text'))
    expect(html.indexOf('class="agency"')).toBeLessThan(html.indexOf('<section'))
  })

  it('prints both as text, whatever they contain', () => {
    expect(render('Text', { dateline: '**<b>X</b>** & [y](z)', agencyCredit: '</p><script>' })).toBe(
      '<p><span class="dateline">**&#x3C;b>X&#x3C;/b>** &#x26; [y](z)</span> — Text</p>\n' +
        '<p><span class="agency">&#x3C;/p>&#x3C;script></span></p>',
    )
  })

  it('prints neither when there is none', () => {
    expect(render('Text', { dateline: '', agencyCredit: undefined })).toBe('<p>Text</p>')
  })
})
