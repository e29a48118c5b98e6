import { describe, expect, it } from 'vitest'
import { render, shownPicture } from '../testing/markdown.ts'

const picture = shownPicture('A quay')

describe('figures', () => {
  it.each([
    ['a picture alone', '![A quay](a.jpg)', picture],
    ['a picture with a title', '![A quay](a.jpg "At dawn")', `${picture}<figcaption>At dawn</figcaption>`],
    ['a directive', '::figure{src="a.jpg" alt="A quay"}', picture],
    [
      'a directive with a caption',
      '::figure[At *dawn* in [port](port.md), not [there](dead.md).]{src="a.jpg" alt="A quay"}',
      `${picture}<figcaption>At <em>dawn</em> in <a href="/en/port">port</a>, not there.</figcaption>`,
    ],
    [
      'a directive with a credit',
      '::figure{src="a.jpg" alt="A quay" credit="Ada & Co <b>"}',
      `${picture}<figcaption><span class="credit">Ada &#x26; Co &#x3C;b></span></figcaption>`,
    ],
    [
      'a directive with both',
      '::figure[At dawn.]{src="a.jpg" alt="A quay" credit="Ada"}',
      `${picture}<figcaption>At dawn. <span class="credit">Ada</span></figcaption>`,
    ],
    [
      'a caption in Chinese',
      '::figure[清晨。]{src="a.jpg" alt="A quay"}',
      `${picture}<figcaption>清晨。</figcaption>`,
    ],
  ])('makes a figure of %s', (_, body, expected) => {
    expect(render(body)).toBe(`<figure>${expected}</figure>`)
  })

  it('shows a figure without a description as decoration, not with its file’s name', () => {
    expect(render('![](a.jpg)')).toBe(`<figure>${shownPicture('')}</figure>`)
  })

  it('finds figures in quotes and lists', () => {
    expect(render('> ![A quay](a.jpg)')).toBe(`<blockquote>\n<figure>${picture}</figure>\n</blockquote>`)
    expect(render('- One\n\n  ![A quay](a.jpg)')).toBe(
      `<ul>\n<li>\n<p>One</p>\n<figure>${picture}</figure>\n</li>\n</ul>`,
    )
  })

  it.each([
    ['in a line', 'See ![A quay](a.jpg) here', `<p>See ${picture} here</p>`],
    ['beside another', '![A quay](a.jpg) ![A quay](a.jpg)', `<p>${picture} ${picture}</p>`],
    ['in a link', '[![A quay](a.jpg)](port.md)', `<p><a href="/en/port">${picture}</a></p>`],
    ['in a dead link', '[![A quay](a.jpg)](dead.md)', `<p>${picture}</p>`],
  ])('shows a picture %s where the site has it, without a figure', (_, body, expected) => {
    expect(render(body)).toBe(expected)
  })

  it('asks for a picture by the name the story gives it', () => {
    const asked = new Set<string>()
    const picture = (src: string) => {
      asked.add(src)
      return undefined
    }
    render('![a](../16/图%20片.jpg)\n\n::figure{src="b c.jpg" alt="b"}\n\nIn ![c](c.jpg) line', {
      picture,
    })
    expect([...asked]).toEqual(['../16/图%20片.jpg', 'b c.jpg', 'c.jpg'])
  })

  it.each([
    ['::figure{src="a.jpg" alt="A quay"}', 'صورة: آدا'],
    ['![A quay](a.jpg "清晨。")', '清晨。 <span class="credit">صورة: آدا</span>'],
    ['::figure{src="a.jpg" alt="A quay" credit="Ben"}', '<span class="credit">Ben</span>'],
  ])('takes the credit from the file where the story has none: %s', (body, words) => {
    const markup = {
      sources: [],
      sizes: '',
      className: 'c-abc',
      src: '/p',
      width: 3,
      height: 2,
      credit: 'صورة: آدا',
    }
    expect(render(body, { picture: () => markup })).toContain(words)
  })

  it('leaves a directive with broken braces as the text it is', () => {
    expect(render('::figure[x]{src="a.jpg" alt="b" #}')).toBe('<p>::figure[x]{src="a.jpg" alt="b" #}</p>')
  })
})
