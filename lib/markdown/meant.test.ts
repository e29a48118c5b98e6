import { describe, expect, it } from 'vitest'
import { render, shownPicture } from '../testing/markdown.ts'
import { portableMarkdown } from './portable-markdown.ts'

describe('a single tilde', () => {
  it.each([
    '价格为5~10元，数量20~30个。',
    'a ~b~ c',
    '약 5~10명, 20~30개',
    'von ~5 bis ~10 Euro',
    '今天~~~好~',
  ])('strikes nothing out: %s', (text) => {
    expect(render(text)).toBe(`<p>${text}</p>`)
  })

  it.each([
    ['~~5~10~~元', '<del>5~10</del>元'],
    ['价格~~（旧）~~新', '价格<del>（旧）</del>新'],
  ])('two of them do: %s', (text, expected) => {
    expect(render(text)).toBe(`<p>${expected}</p>`)
  })
})

/** A link whose words are its address. */
function bare(url: string, href = url): string {
  return `<a href="${href}" class="bare">${url}</a>`
}

describe('a bare address', () => {
  it.each([
    ['详见https://example.com/a，更多信息见下文。', `详见${bare('https://example.com/a')}，更多信息见下文。`],
    [
      '见https://example.com/a。另见https://b.example/c；完',
      `见${bare('https://example.com/a')}。另见${bare('https://b.example/c')}；完`,
    ],
    [
      '（https://example.com/a）和《https://b.example》',
      `（${bare('https://example.com/a')}）和《${bare('https://b.example')}》`,
    ],
    [
      'انظر https://example.com/a، ثم https://b.example؟',
      `انظر ${bare('https://example.com/a')}، ثم ${bare('https://b.example')}؟`,
    ],
    ['देखें https://example.com/a। फिर', `देखें ${bare('https://example.com/a')}। फिर`],
    [
      '„https://example.com/a“ und «https://b.example/c»',
      `„${bare('https://example.com/a')}“ und «${bare('https://b.example/c')}»`,
    ],
    ['ኢትዮጵያ https://example.com/a። ከዚያ', `ኢትዮጵያ ${bare('https://example.com/a')}። ከዚያ`],
    ['ကြည့် https://example.com/a။', `ကြည့် ${bare('https://example.com/a')}။`],
    ['“www.example.com/a”', `“${bare('www.example.com/a', 'http://www.example.com/a')}”`],
    ['a https://example.com/a…', `a ${bare('https://example.com/a')}…`],
    ['a https://example.com/a—b', `a ${bare('https://example.com/a')}—b`],
    ['a https://example.com/a.”', `a ${bare('https://example.com/a')}.”`],
    ['a https://。', 'a https://。'],
  ])('ends before the punctuation of any script: %s', (text, expected) => {
    expect(render(text)).toBe(`<p>${expected}</p>`)
  })

  it.each([
    ['https://ar.example/wiki/قاهرة', 'https://ar.example/wiki/%D9%82%D8%A7%D9%87%D8%B1%D8%A9'],
    ['https://example.com/a_(b)?c=d&e=f#g', 'https://example.com/a_(b)?c=d&#x26;e=f#g'],
  ])('keeps its letters and its own punctuation: %s', (url, href) => {
    expect(render(`a ${url} b`)).toBe(
      `<p>a <a href="${href}" class="bare">${url.replaceAll('&', '&#x26;')}</a> b</p>`,
    )
  })

  it('leaves the words of a written link alone', () => {
    expect(render('[a，b](https://example.com/%EF%BC%8C)')).toBe(
      '<p><a href="https://example.com/%EF%BC%8C">a，b</a></p>',
    )
  })

  it.each([
    '见 https://example.com/a, 更多',
    'www.example.com/a, https://b.example/c. (https://b.example/d)',
  ])('stays as it is in Markdown for elsewhere: %s', (text) => {
    const written = portableMarkdown(text).map((part) =>
      typeof part === 'string' ? part : 'as' in part ? part.as : '',
    )
    expect(written.join('')).toBe(text)
  })
})

describe('what is clearly meant', () => {
  it.each([
    ['![A](my photo.jpg)', '![A](<my photo.jpg>)'],
    ['![A](my photo 2.jpeg "Caption")', '![A](<my photo 2.jpeg> "Caption")'],
    ['Read [this](my other story.md) now', 'Read [this](<my other story.md>) now'],
    ['At the [port] (https://port.example/a), at noon', 'At the [port](https://port.example/a), at noon'],
    [
      '[a] (https://a.example) and [b] (https://b.example)',
      '[a](https://a.example) and [b](https://b.example)',
    ],
    ['![A] (pier.jpg)', '![A](pier.jpg)'],
    ['[![A](pier-300.jpg)](pier.jpg)', '![A](pier-300.jpg)'],
    ['[ ![A](a.png) ](../b/Big.JPG)', '![A](a.png)'],
    ['<a href="pier.jpg"><img src="pier-300.jpg" alt="A"></a>', '<img src="pier-300.jpg" alt="A">'],
    ['![A] (my pier.jpg "Caption")', '![A](<my pier.jpg> "Caption")'],
    ['See ![A] (pier.jpg) and ![B](a b.jpg)', 'See ![A](pier.jpg) and ![B](<a b.jpg>)'],
    ['One\n![A](my photo.jpg)\nthree', 'One\n![A](<my photo.jpg>)\nthree'],
    [
      'One line,\nthe [port] (https://port.example/a),\nat noon',
      'One line,\nthe [port](https://port.example/a),\nat noon',
    ],
    ['##\u00A0Title', '## Title'],
    ['-\u00A0one\n-\u202Ftwo', '- one\n- two'],
    ['1.\u00A0one\n2.\u00A0two', '1. one\n2. two'],
    ['##\u3000标题', '## 标题'],
    ['> ##\u00A0Title', '> ## Title'],
  ])('comes out: %s', (written, meant) => {
    expect(render(written)).toBe(render(meant))
    expect(render(written)).not.toMatch(/[[\]\u00A0]/)
  })

  it.each([
    ['Слово**«важно»**слово', 'Слово<strong>«важно»</strong>слово'],
    ['و**«كلمة»** هنا', 'و<strong>«كلمة»</strong> هنا'],
    ['ب**(كلمة)**ها', 'ب<strong>(كلمة)</strong>ها'],
    ['**Note:**text', '<strong>Note:</strong>text'],
    ['ה**"מילה"**', 'ה<strong>"מילה"</strong>'],
    ['l’**« eau »**x', 'l’<strong>« eau »</strong>x'],
    ['**Achtung!**Danach', '<strong>Achtung!</strong>Danach'],
    ['a**„b“**c', 'a<strong>„b“</strong>c'],
  ])('is bold next to a letter: %s', (written, expected) => {
    expect(render(written)).toBe(`<p>${expected}</p>`)
  })

  it.each([
    ['Слово*«важно»*слово и в*«а»*', 'Слово<em>«важно»</em>слово и в<em>«а»</em>'],
    ['~~«а»~~б в~~«а»~~б', '<del>«а»</del>б в<del>«а»</del>б'],
    ['слово~~(важно)~~слово', 'слово<del>(важно)</del>слово'],
    ['و*«كلمة»* و*(كلمة)* هنا', 'و<em>«كلمة»</em> و<em>(كلمة)</em> هنا'],
    ['ה*"מילה"* וה*"מילה"*', 'ה<em>"מילה"</em> וה<em>"מילה"</em>'],
    ['*Note:*text and l’*« eau »*x', '<em>Note:</em>text and l’<em>« eau »</em>x'],
    ['词~~“旧”~~新', '词<del>“旧”</del>新'],
    ['a***«b»***c', 'a<em><strong>«b»</strong></em>c'],
  ])('is italic or struck out next to a letter: %s', (written, expected) => {
    expect(render(written)).toBe(`<p>${expected}</p>`)
  })

  it.each([
    'Wow![sic] (according to bbc.com)',
    '5*(3)*2',
    'a*(b)*c',
    "a*f'*g",
    'n*m!*k',
    'foo.*bar.*baz',
    '2**(3) and 4**(5)',
    'a ** b ** c',
    '“word**”',
    '[1] and (see there)',
    'a [b] (c)',
  ])('is nothing else: %s', (text) => {
    expect(render(text)).toBe(`<p>${text}</p>`)
  })

  it('leaves code as it is written', () => {
    const code = '##\u00A0a\n-\u00A0b\n![c](d e.jpg)'
    expect(render(`\`\`\`\n${code}\n\`\`\`\n\n##\u00A0x`)).toBe(
      `<pre tabindex="0" role="region" aria-label="Code"><code>${code}\n</code></pre>\n${render('## x')}`,
    )
  })

  it('shows a picture whose name has a space', () => {
    expect(render('![A picture](a.jpg)')).toContain(shownPicture('A picture'))
    expect(render('![A picture](my a.jpg)')).toContain('alt="A picture"')
  })
})
