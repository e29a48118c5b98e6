import { describe, expect, it } from 'vitest'
import { render, shownPicture } from '../testing/markdown.ts'

describe('joinCjkLines', () => {
  it.each([
    ['Chinese', '第一行\n第二行', '第一行第二行'],
    ['Chinese after punctuation', '第一行，\n第二行。\n第三行', '第一行，第二行。第三行'],
    ['Chinese before a curly quote', '第一行\n“第二行”', '第一行“第二行”'],
    ['Chinese outside the first plane', '𠀀\n𠀁', '𠀀𠀁'],
    ['Japanese', '日本語の\nテスト、\nカタカナー\nです。', '日本語のテスト、カタカナーです。'],
    ['full-width letters', 'ＡＢ\n１２', 'ＡＢ１２'],
    ['Bopomofo', 'ㄅㄆ\nㄇ', 'ㄅㄆㄇ'],
    ['lines with spaces at their ends', '第一行 \n 第二行', '第一行第二行'],
    ['before bold', '前\n**强调**后', '前<strong>强调</strong>后'],
    ['after bold', '**强调**\n后', '<strong>强调</strong>后'],
    ['within bold', '**强\n调**', '<strong>强调</strong>'],
    ['before a link', '前\n[链接](a.md)后', '前<a href="/en/a">链接</a>后'],
    ['after a link', '[链接](a.md)\n后', '<a href="/en/a">链接</a>后'],
    ['after struck words', '~~删~~\n后', '<del>删</del>后'],
    ['between bold and a link', '**强**\n[链接](a.md)', '<strong>强</strong><a href="/en/a">链接</a>'],
  ])('joins lines that break between characters: %s', (_, body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })

  it.each([
    ['Latin', 'A line\nbreaks ‘here’\n“so”', 'A line\nbreaks ‘here’\n“so”'],
    ['Latin between dashes and quotes', 'a—\n“b”…\n—c', 'a—\n“b”…\n—c'],
    ['Korean', '한국어\n문장', '한국어\n문장'],
    ['Korean and Chinese', '한국어\n中文', '한국어\n中文'],
    ['Chinese and Latin', '中文\nLatin\n中文\n123', '中文\nLatin\n中文\n123'],
    ['Chinese and bold Latin', '中文\n**Latin**', '中文\n<strong>Latin</strong>'],
    ['Chinese after a Latin letter and a colon', '时间:a\n是', '时间:a\n是'],
    ['Arabic', 'سطر\nآخر', 'سطر\nآخر'],
    ['Thai', 'ภาษา\nไทย', 'ภาษา\nไทย'],
    ['Chinese and a picture', '中\n![x](a.jpg)', `中\n${shownPicture('x')}`],
  ])('keeps the break elsewhere: %s', (_, body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })

  it.each([
    ['spaces', '一行  \n二行', '一行<br>\n二行'],
    ['a backslash', '一行\\\n二行', '一行<br>\n二行'],
  ])('keeps a hard break by %s', (_, body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })

  it('keeps the spaces of Korean and of Chinese next to Latin', () => {
    expect(render('한국어 문장은 띄어 쓴다')).toBe('<p>한국어 문장은 띄어 쓴다</p>')
    expect(render('中文 Latin 中文')).toBe('<p>中文 Latin 中文</p>')
  })

  it('joins lines in quotes, lists and notes', () => {
    expect(render('> 引\n> 文')).toBe('<blockquote>\n<p>引文</p>\n</blockquote>')
    expect(render('- 列\n  表')).toBe('<ul>\n<li>列表</li>\n</ul>')
    expect(render('文[^1]\n\n[^1]: 注\n    释')).toContain('<p>注释 <a href="#note.fnref-1"')
  })

  it('leaves code alone', () => {
    expect(render('```\n一行\n二行\n```')).toBe(
      '<pre tabindex="0" role="region" aria-label="Code"><code>一行\n二行\n</code></pre>',
    )
  })

  it('never strips a zero-width space, at which Khmer and Lao wrap', () => {
    expect(render('ភាសា\u200Bខ្មែរ\u200B គ\n\u200Bខ')).toBe('<p>ភាសា\u200Bខ្មែរ\u200B គ\n\u200Bខ</p>')
  })
})

describe('emphasis next to CJK punctuation', () => {
  it.each([
    ['**强调。**后面', '<strong>强调。</strong>后面'],
    ['前面**强调。**后面', '前面<strong>强调。</strong>后面'],
    ['**“引号”**', '<strong>“引号”</strong>'],
    ['他说**“引号”**后', '他说<strong>“引号”</strong>后'],
    ['前*（括号）*后', '前<em>（括号）</em>后'],
    ['日本**「語」**です', '日本<strong>「語」</strong>です'],
    ['한국어**“강조”**는', '한국어<strong>“강조”</strong>는'],
    ['~~删除。~~后', '<del>删除。</del>后'],
    ['前~~“删除”~~后', '前<del>“删除”</del>后'],
  ])('is rendered: %s', (body, expected) => {
    expect(render(body)).toBe(`<p>${expected}</p>`)
  })
})
