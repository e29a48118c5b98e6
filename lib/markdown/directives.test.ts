import { describe, expect, it } from 'vitest'
import { ids, render, shownPicture } from '../testing/markdown.ts'

const figure = (id: string, alt: string, caption = '') =>
  `<figure id="${id}">${shownPicture(alt)}${caption && `<figcaption>${caption}</figcaption>`}</figure>`
const link = (id: string, number: number, count: number) =>
  `<a href="#${id}" aria-label="Picture ${number}/${count}">${number}</a>`

describe('a gallery', () => {
  it('is a strip that can be reached by keyboard, with a link to each picture', () => {
    const body =
      ':::gallery[الميناء]\n![A](a.jpg "عند *الفجر*")\n![B](a.jpg)\n\n::figure[夜]{src="a.jpg" alt="C"}\n:::'
    const [a, b, c] = ['gallery.1-1', 'gallery.1-2', 'gallery.1-3']
    expect(render(body)).toBe(
      `<p class="gallery-title">الميناء</p>\n<section class="gallery" tabindex="0" aria-label="الميناء">${figure(a ?? '', 'A', 'عند *الفجر*')}${figure(b ?? '', 'B')}${figure(c ?? '', 'C', '夜')}</section>\n<p class="gallery-links">${[a, b, c].map((id = '', index) => link(id, index + 1, 3)).join('')}</p>`,
    )
  })

  it('is called a gallery when it has no title, and one picture needs no links', () => {
    expect(render(':::gallery\n![A](a.jpg)\n:::')).toBe(
      `<section class="gallery" tabindex="0" aria-label="Gallery">${figure('gallery.1-1', 'A')}</section>`,
    )
  })

  it('shares no id with another or with a heading', () => {
    const gallery = ':::gallery\n![A](a.jpg)\n![B](a.jpg)\n:::\n\n'
    const found = ids(render(`## gallery.1-1\n\n${gallery}${gallery}`))
    expect(found).toHaveLength(5)
    expect(new Set(found).size).toBe(5)
  })

  it('keeps links and emphasis of captions', () => {
    const html = render(
      ':::gallery\n::figure[At [dawn](port.md), [never](dead.md)]{src="a.jpg" alt="A"}\n:::',
    )
    expect(html).toContain('<figcaption>At <a href="/en/port">dawn</a>, never</figcaption>')
  })

  it('shows what it can of one that holds something else, safely', () => {
    const html = render(':::gallery[">\\<i>]\n<script>x</script>\n\n::figure{src="a.jpg" alt="x"}\n:::')
    expect(html).not.toContain('<script')
    expect(html).toContain('aria-label="&#x22;><i>"')
    expect(html).toContain('<figure id="gallery.1-1">')
  })
})

describe('a player', () => {
  it('loads nothing by itself, and its picture reserves its space', () => {
    const body =
      '::video[A *film*]{src="f.mp4" poster="a.jpg" captions="f.en.vtt f.ar.vtt f.zh-Hans.vtt" credit="Ada"}'
    expect(render(body)).toBe(
      '<figure><video src="/media/f.mp4" controls preload="none" poster="/media/a.jpg" width="3" height="2">' +
        '<track kind="captions" src="/media/f.en.vtt" srclang="en" label="English">' +
        '<track kind="captions" src="/media/f.ar.vtt" srclang="ar" label="العربية">' +
        '<track kind="captions" src="/media/f.zh-Hans.vtt" srclang="zh-Hans" label="简体中文">' +
        '<a href="/media/f.mp4">A film</a></video>' +
        '<figcaption>A <em>film</em> <span class="credit">Ada</span></figcaption></figure>',
    )
  })

  it('of sound has no shape, and is named by its kind when it has no caption', () => {
    expect(render('::audio{src="声音.mp3"}')).toBe(
      '<figure><audio src="/media/%E5%A3%B0%E9%9F%B3.mp3" controls preload="none"><a href="/media/%E5%A3%B0%E9%9F%B3.mp3">Audio</a></audio></figure>'.replaceAll(
        '%E5%A3%B0%E9%9F%B3',
        '声音',
      ),
    )
  })

  it('of a missing file is just its words', () => {
    expect(render('::video[فيلم]{src="dead.mp4" poster="a.jpg"}')).toBe(
      '<figure><figcaption>فيلم</figcaption></figure>',
    )
  })
})

describe('an embed', () => {
  it('is a link that says what a script may open', () => {
    expect(
      render('::embed[خريطة *كبيرة*]{src="https://player.example/1" picture="a.jpg" credit="Ada"}'),
    ).toBe(
      `<figure class="embed"><a href="https://player.example/1" data-embed="https://player.example/1?frame">${shownPicture('')}<span class="embed-title">خريطة كبيرة</span><span class="embed-note">From player.example</span></a><figcaption><span class="credit">Ada</span></figcaption></figure>`,
    )
  })

  it('from a site whose frames are not allowed is a link', () => {
    const picture = () => undefined
    expect(render('::embed[地图]{src="https://x.example/"}', { picture })).toBe(
      '<figure class="embed"><a href="https://x.example/"><span class="embed-title">地图</span></a></figure>',
    )
  })

  it.each(['javascript:alert(1)', 'data:text/html,x'])('never leads to %s', (src) => {
    const html = render(`::embed[A]{src="${src}"}`, { frameUrl: () => src })
    expect(html).not.toContain(src.slice(0, 5))
  })
})
