import { describe, expect, it } from 'vitest'
import { textLine } from '../newsroom/problem.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { checkContent } from './check-content.ts'

const day = 'articles/2025/05/16'

function problems(redirects: string): string[] {
  const { directory } = testNewsroom({
    'redirects.yaml': redirects,
    [`${day}/talks.en.md`]: storyText({ aliases: '[/2025/talks]' }),
    [`${day}/会谈.zh-Hans.md`]: storyText({ image: '{ src: 港口.png, alt: A port }' }),
    [`${day}/港口.png`]: testPng(1200, 800),
    [`${day}/nobodys.png`]: testPng(1200, 801),
    [`${day}/gone.ar.md`]: storyText({ status: 'withdrawn' }),
  })
  return checkContent(directory).problems.map(textLine)
}

describe('a good redirect', () => {
  it.each([
    '/old: /en/world/2025-05-16/talks',
    '/old: /zh-Hans/world/2025-05-16/%E4%BC%9A%E8%B0%88',
    '/old: /',
    '/old: /ar/world?from=old#top',
    '/old: https://elsewhere.example/x',
    '/old: gone',
    '/old: /en/feed.xml',
    '/a: /en\n/b: /en',
    '/?p=1: /en\n/?p=2: /ar\n/index.php?id=7&x=1: /en',
    '/a?b=1: /en?b=1',
    '/en?page=2: /ar',
    '/ar/world/2025-05-16/gone: /ar',
    `/wp-content/uploads/2019/05/map.jpg: ${day}/港口.png`,
  ])('%s', (redirects) => {
    expect(problems(`${redirects}\n`)).toEqual([])
  })
})

describe('a redirect that is reported', () => {
  it.each([
    [
      'to a picture that no story shows',
      `/map.jpg: ${day}/nobodys.png\n`,
      [
        `1:11: ${day}/nobodys.png is not a picture or file that a published story shows. Correct it, or write the word gone.`,
      ],
    ],
    ...['/en', '/ar/world', '/en/world/2025-05-16/talks', '/zh-Hans/feed.xml'].map(
      (from): [string, string, string[]] => [
        `of ${from}, where there is something`,
        `${from}: /ar\n`,
        [
          `1:${from.length + 3}: There is a page at ${from}, and readers get that. Take the redirect out, or the page.`,
        ],
      ],
    ),
    [
      'to another one by its query',
      '/?p=1: /en\n/old: /?p=1\n',
      ['2:7: /?p=1 leads on to /en. Write that here.'],
    ],
    [
      'back to itself by its query',
      '/a?b=1: /c\n/c: /a?b=1\n',
      [
        '1:9: The redirect of /a?b=1 leads back to itself. Write where its readers should go, or the word gone.',
        '2:5: The redirect of /c leads back to itself. Write where its readers should go, or the word gone.',
      ],
    ],
    [
      'to another redirect',
      '/old: /older\n/older: /en/world\n',
      ['1:7: /older leads on to /en/world. Write that here.'],
    ],
    [
      'to a redirect out of the site',
      '/old: /older\n/older: https://elsewhere.example/\n',
      ['1:7: /older leads on to https://elsewhere.example/. Write that here.'],
    ],
    [
      'to an alias, with its query',
      '/old: /2025/talks?a=b\n',
      ['1:7: /2025/talks?a=b leads on to /en/world/2025-05-16/talks?a=b. Write that here.'],
    ],
    [
      'to an address in other letters',
      '/old: /AR/World/#top\n',
      ['1:7: /AR/World/#top leads on to /ar/world#top. Write that here.'],
    ],
    [
      'not written as the browser has it',
      '/old: /zh-Hans/world/2025-05-16/会谈/\n',
      [
        '1:7: /zh-Hans/world/2025-05-16/会谈/ leads on to /zh-Hans/world/2025-05-16/%E4%BC%9A%E8%B0%88. Write that here.',
      ],
    ],
    [
      'to itself',
      '/old/: /old\n',
      [
        '1:8: The redirect of /old leads back to itself. Write where its readers should go, or the word gone.',
      ],
    ],
    [
      'in a circle, and into one',
      '/a: /b\n/b: /a\n/c: /a\n',
      [
        '1:5: The redirect of /a leads back to itself. Write where its readers should go, or the word gone.',
        '2:5: The redirect of /b leads back to itself. Write where its readers should go, or the word gone.',
        '3:5: /a leads to no page. Correct it, or write the word gone.',
      ],
    ],
    [
      'to a story that was withdrawn',
      '/old: /ar/world/2025-05-16/gone\n',
      ['1:7: /ar/world/2025-05-16/gone is no longer available. Write another path, or the word gone.'],
    ],
    [
      'to nothing',
      '/old: /en/wrold\n',
      ['1:7: /en/wrold leads to no page. Correct it, or write the word gone.'],
    ],
    [
      'called as every object is',
      '/old: /constructor\n',
      ['1:7: /constructor leads to no page. Correct it, or write the word gone.'],
    ],
  ])('%s', (_, redirects, told) => {
    expect(problems(redirects)).toEqual(told.map((line) => `redirects.yaml:${line}`))
  })

  it('is not reported in a file that cannot be read', () => {
    expect(problems('/a: /b\n/a: /c\n')).toEqual([expect.stringContaining('stands there twice')])
    expect(problems('')).toHaveLength(1)
  })
})
