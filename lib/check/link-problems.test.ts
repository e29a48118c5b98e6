import { expect, it } from 'vitest'
import { textLine } from '../newsroom/problem.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { checkContent } from './check-content.ts'

const day = 'articles/2025/05/16'
const gone = 'Link to another page, or remove the link.'

function problems(body: string, lang = 'en'): string[] {
  const { directory } = testNewsroom({
    [`${day}/this.${lang}.md`]: storyText({}, `${body}\n`),
    [`${day}/talks.en.md`]: storyText({ section: 'sport', aliases: '[/2025/talks]' }, '## Part\n'),
    [`${day}/withdrawn.ar.md`]: storyText({ status: 'withdrawn' }),
    [`${day}/expired.zh-Hans.md`]: storyText({ expires: '2025-05-18T00:00:00Z' }),
    [`${day}/draft.en.md`]: storyText({ status: 'draft' }),
    'redirects.yaml': '/summer: gone\n/out: https://elsewhere.example/\n',
  })
  return checkContent(directory).problems.map(textLine)
}

it.each([
  '[a](/en/sport/2025-05-16/talks)',
  '[a](/en/sport/2025-05-16/talks#part) [b](/ar?x) [c](/)',
  '[a](/zh-Hans/feed.xml) [b](/report.pdf)',
  '[a](draft.en.md)',
  '[a](https://elsewhere.example/en/nowhere)',
])('leaves alone %s', (body) => {
  expect(problems(body)).toEqual([])
})

it.each([
  [
    '[a](/en/world/2025-05-16/talks?x)',
    'The link leads to /en/world/2025-05-16/talks?x, which has moved to /en/sport/2025-05-16/talks. Link to that, or to the story’s file.',
  ],
  [
    '[a](/2025/talks)',
    'The link leads to /2025/talks, which has moved to /en/sport/2025-05-16/talks. Link to that, or to the story’s file.',
  ],
  [
    '[a](/out)',
    'The link leads to /out, which has moved to https://elsewhere.example/. Link to that, or to the story’s file.',
  ],
  [
    '[a](/ar/world/2025-05-16/withdrawn)',
    `The link leads to /ar/world/2025-05-16/withdrawn, which is no longer available. ${gone}`,
  ],
  ['[a](/summer)', `The link leads to /summer, which is no longer available. ${gone}`],
  [
    '[a](/zh-Hans/wrold)',
    'The link leads to /zh-Hans/wrold, where there is no page. Correct it, or write the full address (https://…) of what another system answers there.',
  ],
  [
    '[a](/en/world/2025-05-16/draft)',
    'The link leads to /en/world/2025-05-16/draft, where there is no page. Correct it, or write the full address (https://…) of what another system answers there.',
  ],
  [
    '[a](withdrawn.ar.md)',
    `The link leads to a story that was withdrawn or has expired: ${day}/withdrawn.ar.md. Link to another, or remove the link.`,
  ],
  [
    '[a](expired.zh-Hans.md)',
    `The link leads to a story that was withdrawn or has expired: ${day}/expired.zh-Hans.md. Link to another, or remove the link.`,
  ],
])('reports %s, in every language', (body, message) => {
  for (const lang of ['en', 'ar', 'zh-Hans'])
    expect(problems(body, lang)).toEqual([`${day}/this.${lang}.md:7:1: ${message}`])
})

it('checks standing pages too', () => {
  const { directory } = testNewsroom({
    [`${day}/a.en.md`]: storyText(),
    'pages/about.ar.md': '---\ntitle: من نحن\n---\n[a](/ar/contact)\n',
  })
  expect(checkContent(directory).problems.map(textLine)).toEqual([
    'pages/about.ar.md:4:1: The link leads to /ar/contact, where there is no page. Correct it, or write the full address (https://…) of what another system answers there.',
  ])
})
