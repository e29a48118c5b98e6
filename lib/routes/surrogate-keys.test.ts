import { expect, it } from 'vitest'
import { surrogateKeys } from './surrogate-keys.ts'
import type { Target } from './target.ts'

it.each<[Target, string[]]>([
  [{ kind: 'front' }, ['lang:ar', 'front']],
  [{ kind: 'section', section: 'world' }, ['lang:ar', 'section:world']],
  [{ kind: 'story', day: '2025-05-16', slug: 'talks' }, ['lang:ar', 'story:2025-05-16/talks']],
  [{ kind: 'topic', topic: 'rising-seas' }, ['lang:ar', 'topic:rising-seas']],
  [{ kind: 'author', author: 'ada' }, ['lang:ar', 'author:ada']],
  [{ kind: 'archive', period: '2025-05' }, ['lang:ar', 'archive:2025-05']],
  [{ kind: 'archive', period: '' }, ['lang:ar', 'archive:']],
  [{ kind: 'page', page: 'about' }, ['lang:ar', 'page:about']],
])('of %j', (target, keys) => {
  expect(surrogateKeys(target, 'ar')).toEqual(keys)
})

it('of a story name its section too', () => {
  const keys = surrogateKeys({ kind: 'story', day: '2025-05-16', slug: 'talks' }, 'en', 'world')
  expect(keys).toEqual(['lang:en', 'section:world', 'story:2025-05-16/talks'])
})

it('tell what a page is from what another page of the same name is', () => {
  const targets: Target[] = [
    { kind: 'section', section: 'a' },
    { kind: 'topic', topic: 'a' },
    { kind: 'author', author: 'a' },
    { kind: 'page', page: 'a' },
  ]
  expect(new Set(targets.map((target) => surrogateKeys(target, 'en').at(-1))).size).toBe(4)
})

it('can stand in a header, between spaces', () => {
  const keys = [
    ...surrogateKeys({ kind: 'section', section: '国际' }, 'zh-Hans', '国际'),
    ...surrogateKeys({ kind: 'author', author: 'ada b\tc\r\n' }, 'en'),
  ]
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]+$/)
  expect(keys).toContain('section:%E5%9B%BD%E9%99%85')
})
