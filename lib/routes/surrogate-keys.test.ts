import { expect, it } from 'vitest'
import { storyText } from '../testing/newsroom.ts'
import { readStory, valueIn } from '../testing/reading.ts'
import { surrogateKeys } from './surrogate-keys.ts'
import type { Target } from './target.ts'

it.each<[Target, string[]]>([
  [{ kind: 'front' }, ['front:ar']],
  [{ kind: 'section', section: 'world' }, ['section:world', 'section:ar/world']],
  [{ kind: 'story', day: '2025-05-16', slug: 'talks' }, ['story:2025-05-16/talks']],
  [{ kind: 'topic', topic: 'rising-seas' }, ['topic:rising-seas', 'topic:ar/rising-seas']],
  [{ kind: 'author', author: 'ada' }, ['author:ada', 'author:ar/ada']],
  [{ kind: 'archive', period: '2025-05' }, ['archive:2025-05', 'archive:ar/2025-05']],
  [{ kind: 'archive', period: '' }, ['archive:all', 'archive:ar/all']],
  [{ kind: 'page', page: 'about' }, ['page:about']],
])('of %j', (target, keys) => {
  expect(surrogateKeys(target, 'ar')).toEqual(['site', 'lang:ar', ...keys])
})

it('of a story name its section and its authors too', () => {
  const story = valueIn(readStory(storyText({ authors: '[ada, { name: Guest }]' })))
  const keys = surrogateKeys({ kind: 'story', day: '2025-05-16', slug: 'talks' }, 'en', story)
  expect(keys).toEqual(['site', 'lang:en', 'section:world', 'story:2025-05-16/talks', 'author:ada'])
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
    ...surrogateKeys({ kind: 'section', section: '国际' }, 'zh-Hans'),
    ...surrogateKeys({ kind: 'author', author: 'ada b\tc\r\n' }, 'en'),
  ]
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]+$/)
  expect(keys).toContain('section:%E5%9B%BD%E9%99%85')
})
