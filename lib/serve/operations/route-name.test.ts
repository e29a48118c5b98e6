import { describe, expect, it } from 'vitest'
import { routeName } from './route-name.ts'

describe('routeName', () => {
  it.each([
    ['/', '/'],
    ['/en', '/{lang}'],
    ['/zh-Hans', '/{lang}'],
    ['/ar/world', '/{lang}/{section or page}'],
    ['/en/world/2025-05-16/talks', '/{lang}/{section}/{day}/{slug}'],
    [encodeURI('/ar/world/2025-05-16/محادثات'), '/{lang}/{section}/{day}/{slug}'],
    [encodeURI('/zh-Hans/world/2025-05-16/会谈'), '/{lang}/{section}/{day}/{slug}'],
    ['/en/world/2025-05-16/talks.md', '/{lang}/{section}/{day}/{slug}.md'],
    ['/ar/topics/talks', '/{lang}/topics/{id}'],
    ['/zh-Hans/authors/lin', '/{lang}/authors/{id}'],
    ['/ar/cookies/k7qx-29fm-4tnd-8wze-0hpr', '/{lang}/cookies/{receipt}'],
    [encodeURI('/zh-Hans/cookies/收据'), '/{lang}/cookies/{receipt}'],
    ['/en/archive', '/{lang}/archive/{period}'],
    ['/en/archive/2025/05/16', '/{lang}/archive/{period}'],
    ['/en/feed.xml', '/{lang}/feed.xml'],
    ['/ar/world/feed.xml', '/{lang}/{section}/feed.xml'],
    ['/media/abc/640.avif', '/media/{picture}'],
    ['/sitemaps/2025-05.xml', '/sitemaps/{file}'],
    ['/robots.txt', '/{file}'],
    ['/consent.css', '/consent.css'],
    ['/publish', '/publish'],
    ['/a/b/c/d', undefined],
    ['/en/world/yesterday/talks', undefined],
  ])('%s is %s', (path, name) => {
    expect(routeName(path)).toBe(name)
  })
})
