import { describe, expect, it } from 'vitest'
import { render } from '../../testing/markdown.ts'
import { portableHtml } from './portable-html.ts'

const base = 'https://news.example/ar/world/2025-05-16/talks'

/** A body as feeds carry it. */
const portable = (body: string) => portableHtml(render(body), base)

describe('portableHtml', () => {
  it.each([
    ['a path of the site', '[x](/en/business)', '<p><a href="https://news.example/en/business">x</a></p>'],
    ['another story', '[x](talks.md#when)', '<p><a href="https://news.example/en/talks#when">x</a></p>'],
    ['a heading of the story', '[x](#when)', `<p><a href="${base}#when">x</a></p>`],
    ['another site', '[x](https://a.example/?b&c)', '<p><a href="https://a.example/?b&amp;c">x</a></p>'],
    ['a mail address', '[x](mailto:a@b.example)', '<p><a href="mailto:a@b.example">x</a></p>'],
    ['no address at all', '[x](https://a:b:c)', '<p><a>x</a></p>'],
    [
      'Arabic',
      '[محادثات](/ar/رياضة)',
      '<p><a href="https://news.example/ar/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9">محادثات</a></p>',
    ],
    ['Chinese', '[**会谈**](#会谈)', `<p><a href="${base}#%E4%BC%9A%E8%B0%88"><strong>会谈</strong></a></p>`],
  ])('makes a link to %s absolute', (_, body, expected) => {
    expect(portable(body)).toBe(expected)
  })

  it('keeps pictures with their captions, and nothing of how this site loads them', () => {
    expect(portable('::figure[The **pier**]{src="a.jpg" alt="A \'pier\'" credit="Ada"}')).toBe(
      '<figure><img src="https://news.example/media/a.jpg" alt="A \'pier\'"><figcaption>The <strong>pier</strong> Ada</figcaption></figure>',
    )
  })

  it('shows galleries as pictures, players as they are, and embeds as links', () => {
    const media = 'https://news.example/media'
    expect(portable(':::gallery[صور]\n![A](a.jpg)\n![B](a.jpg "清晨")\n:::').replaceAll('\n', '')).toBe(
      `<p>صور</p><figure><img src="${media}/a.jpg" alt="A"></figure><figure><img src="${media}/a.jpg" alt="B"><figcaption>清晨</figcaption></figure>`,
    )
    expect(portable('::video[فيلم]{src="f.mp4" poster="a.jpg" captions="f.ar.vtt"}')).toBe(
      `<figure><video src="${media}/f.mp4" controls="" preload="none" poster="${media}/a.jpg"><a href="${media}/f.mp4">فيلم</a></video><figcaption>فيلم</figcaption></figure>`,
    )
    expect(portable('::embed[A map]{src="https://player.example/1" picture="a.jpg"}\n\nMore')).toBe(
      `<figure><a href="https://player.example/1"><img src="${media}/a.jpg" alt="">A map</a></figure>\n<p>More</p>`,
    )
  })

  it('leaves no link in a heading, and no id', () => {
    expect(portable('## When?\n\nText')).toBe('<h2>When?</h2>\n<p>Text</p>')
  })

  it('leads from notes to the page', () => {
    const html = portable('Cut.[^1]\n\n[^1]: By one ell.')
    expect(html).toContain(`href="${base}#note.fn-1"`)
    expect(html).not.toMatch(/href="#|id=|class=|data-|aria-/)
  })

  it('shows tables without their region, and tasks without forms', () => {
    expect(portable('| a | b |\n| - | -: |\n| 1 | 2 |')).toMatch(
      /^<table>.*<td align="right">2<\/td>.*<\/table>$/s,
    )
    expect(portable('- [x] done\n- [ ] open')).toMatch(/<li>☑ done<\/li>\s*<li>☐ open<\/li>/)
  })

  it('keeps how many columns and rows a cell takes, and of which it is the head', () => {
    const table =
      '<table><colgroup><col span="2"></colgroup><tr><th colspan="2" scope="colgroup">a</th></tr><tr><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr></table>'
    expect(
      portable(table)
        .replaceAll('\n', '')
        .replace(/<\/?tbody>/g, ''),
    ).toBe(table)
  })

  it.each([
    ['<div lang="ar" dir="rtl">\n\nنص\n\n</div>', '<div lang="ar" dir="rtl"><p>نص</p></div>'],
    ['A <span lang="ar" dir="rtl">كلمة</span> b', '<p>A <span lang="ar" dir="rtl">كلمة</span> b</p>'],
    ['<span>a <span dir="rtl">ب <span>ج</span></span></span>', '<p>a <span dir="rtl">ب ج</span></p>'],
    ['<blockquote lang="fr"><p>mot</p></blockquote>', '<blockquote lang="fr"><p>mot</p></blockquote>'],
    ['a <q lang="zh-Hans">词</q><wbr>b', '<p>a <q lang="zh-Hans">词</q><wbr>b</p>'],
  ])('keeps languages and directions: %s', (body, expected) => {
    expect(portable(body).replaceAll('\n', '')).toBe(expected)
  })

  it.each(['</script>', '<b>', ']]>', '&amp;', '"quoted"', '⛴️', '\u200fx\u200e'])(
    'keeps %s as text',
    (text) => {
      const html = portable(`\`${text}\``)
      expect(
        html
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&amp;/g, '&'),
      ).toBe(`<p><code>${text}</code></p>`)
      expect(html).not.toContain(']]>')
    },
  )
})
