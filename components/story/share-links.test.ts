import { describe, expect, it } from 'vitest'
import { shareLinks } from './share-links.ts'

const url = 'https://news.example/zh-Hans/world/2025-05-16/%E4%BC%9A%E8%B0%88?a=1&b=2#c'

/** The target of a link, without its parameters, and the parameters. */
function taken(headline: string) {
  return Object.fromEntries(
    shareLinks(url, headline, 'Email').map(({ name, href }) => {
      const { origin, pathname, searchParams, hash, protocol } = new URL(href)
      const place = origin === 'null' ? protocol + pathname : origin + pathname
      return [name, { place: place + hash, parameters: [...searchParams] }]
    }),
  )
}

describe('shareLinks', () => {
  it.each([
    ['an ampersand', 'Fish & chips&url=https://evil.example&body=x'],
    ['a number sign', '#1 in C#'],
    ['quotes', `"He's" said 'so' “there”`],
    ['a line break', 'One\r\nBcc: all@evil.example\nTwo'],
    ['an emoji', '🚢 sails 👩‍👩‍👧'],
    ['a plus and a percent sign', '1+1=100%25'],
    ['a question mark and slashes', 'Why? //evil.example/?x=y'],
    ['markup', '"><script>alert(1)</script>'],
    ['Arabic', 'محادثات؛ اليوم'],
    ['Chinese', '会谈：第一天'],
    ['nothing', ''],
  ])('keeps a headline with %s one parameter', (_, headline) => {
    expect(taken(headline)).toEqual({
      Email: {
        place: 'mailto:',
        parameters: [
          ['subject', headline],
          ['body', url],
        ],
      },
      WhatsApp: { place: 'https://wa.me/', parameters: [['text', `${headline} ${url}`]] },
      Telegram: {
        place: 'https://t.me/share/url',
        parameters: [
          ['url', url],
          ['text', headline],
        ],
      },
      Weibo: {
        place: 'https://service.weibo.com/share/share.php',
        parameters: [
          ['url', url],
          ['title', headline],
        ],
      },
      Facebook: { place: 'https://www.facebook.com/sharer/sharer.php', parameters: [['u', url]] },
      X: {
        place: 'https://x.com/intent/post',
        parameters: [
          ['url', url],
          ['text', headline],
        ],
      },
    })
  })

  it('leaves nothing in a link that HTML would have to escape', () => {
    for (const { href } of shareLinks(url, `"<>' \n`, 'Email')) expect(href).not.toMatch(/["<>\s]/)
  })

  it('calls e-mail what the language calls it', () => {
    expect(shareLinks(url, 'A', 'البريد')[0]?.name).toBe('البريد')
  })
})
