import { describe, expect, it } from 'vitest'
import { surroundingsWith, testPicture } from '../testing/pictures.ts'
import { storyPath } from '../testing/reading.ts'
import { checkBody } from './body-check.ts'

const picture = 'articles/2025/05/16/a.jpg'

/** What is found in a body that begins on line 7. */
const shown = { ...testPicture, path: picture }

function check(body: string) {
  return checkBody(storyPath, body, 7, { ...surroundingsWith([picture]), embedHosts: [] })
}

function problems(body: string): string[] {
  return check(body).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`)
}

const useMarkdown = 'Write it in Markdown, or remove it.'
const useKnown =
  'Use one of: figure, gallery, video, audio, embed. If it is meant as text, begin the line with a backslash.'
const describeIt = 'This figure has no description. Add alt="…" for those who cannot see it.'
const putThere = 'Put the file beside the story, or correct its name.'

describe('a good body', () => {
  it.each([
    ['nothing', ''],
    ['plain paragraphs', 'One.\n\nTwo at 10:30, 3 < 4 and “quoted”.\n'],
    [
      'all the usual marks',
      '## A\n\n*b* **c** ~~d~~ `e`\n\n> f\n\n- g\n- h\n\n1. i\n\n| j |\n|---|\n| k |\n',
    ],
    ['a footnote', 'Fine.[^1]\n\n[^1]: A note.'],
    ['code that looks like HTML', '`<script>`\n\n```\n<script>\n```\n\n    <b>\n'],
    ['an escaped tag', 'A \\<b> here.'],
    ['an escaped directive', '\\::youtube'],
    ['a colon within a line', 'a :note b:c 10:30 ::d'],
    ['a comment', '<!-- for colleagues -->\n\nText <!-- and here --> goes on.'],
    ['comments in a row', '<!-- one --> <!-- two -->\n<!--\nthree\n-->\n'],
  ])('holds %s', (_, body) => {
    expect(check(body)).toEqual({ problems: [], advice: [], links: [], pictures: [], media: [] })
  })
})

describe('raw HTML', () => {
  it.each([
    ['<script>alert(1)</script>', '7:1', '<script>alert(1)</script>'],
    ['Fine.\n\nA <svg onload="alert(1)">word</svg>.', '9:3', '<svg onload="alert(1)">'],
    ['> <iframe src="https://example.org">', '7:3', '<iframe src="https://example.org">'],
    ['- <object data=x>', '7:3', '<object data=x>'],
    ['| a |\n|---|\n| <blink>b</blink> |', '9:3', '<blink>'],
    ['<form action="/consent"><b>a</b></form>', '7:1', '<form action="/consent"><b>a</b></form>'],
    ['<style>p{}</style>', '7:1', '<style>p{}</style>'],
    ['<div><script>alert(1)</script></div>', '7:1', '<div><script>alert(1)</script></div>'],
    ['a <template><b>b</b></template>', '7:3', '<template>'],
    ['a <math>b</math>', '7:3', '<math>'],
    ['a <input autofocus onfocus=x>', '7:3', '<input autofocus onfocus=x>'],
    ['<!DOCTYPE html>', '7:1', '<!DOCTYPE html>'],
    ['<?php echo 1 ?>', '7:1', '<?php echo 1 ?>'],
    ['<![CDATA[a]]>', '7:1', '<![CDATA[a]]>'],
  ])('%s', (body, place, shown) => {
    expect(problems(body)).toEqual([`${place}: Raw HTML is not shown: ${shown}. ${useMarkdown}`])
  })

  it('is shown in part when it is long', () => {
    expect(problems(`<nav id="a" class="${'a'.repeat(500)}">`)).toEqual([
      `7:1: Raw HTML is not shown: <nav id="a" …. ${useMarkdown}`,
    ])
    expect(problems(`<nav id="a">${'<b>word</b> '.repeat(50)}</nav>`)).toEqual([
      `7:1: Raw HTML is not shown: <nav id="a">. ${useMarkdown}`,
    ])
  })

  it('is reported for each opening tag', () => {
    expect(problems('A <font>b</font> and <blink>c</blink>.')).toEqual([
      `7:3: Raw HTML is not shown: <font>. ${useMarkdown}`,
      `7:22: Raw HTML is not shown: <blink>. ${useMarkdown}`,
    ])
  })
})

describe('directives', () => {
  it.each([
    ['::youtube{id=1}', '7:1', 'youtube'],
    ['::youtube', '7:1', 'youtube'],
    ['Fine.\n\n   ::poll', '9:4', 'poll'],
    [':::note\nWords.\n:::', '7:1', 'note'],
    ['> ::youtube{id=1}', '7:3', 'youtube'],
    ['- a\n\n  ::poll', '9:3', 'poll'],
  ])('%j is unknown', (body, place, name) => {
    expect(problems(body)).toEqual([`${place}: There is no directive "${name}". ${useKnown}`])
  })

  it('a figure is recognised', () => {
    const body = '::figure[A *caption*]{src="a.jpg" alt="A table" credit="Ada"}'
    expect(check(body)).toEqual({ problems: [], advice: [], links: [], pictures: [shown], media: [] })
  })

  it('a figure in a quote is checked too', () => {
    expect(check('> ::figure{src="a.jpg" alt="A table"}').pictures).toEqual([shown])
    expect(problems('> ::figure{src="b.jpg" alt="A table"}')).toEqual([
      `7:3: The picture b.jpg is not there. ${putThere}`,
    ])
  })

  it.each([
    ['without a description', '::figure{src="a.jpg"}', [`7:1: ${describeIt}`]],
    ['with a blank description', '::figure{src="a.jpg" alt=" "}', [`7:1: ${describeIt}`]],
    ['with an invisible description', '::figure{src="a.jpg" alt="\u3164\u2800"}', [`7:1: ${describeIt}`]],
    ['without a file', '::figure{alt="b"}', ['7:1: This figure names no picture. Add src="file.jpg".']],
    [
      'without anything',
      '::figure',
      [`7:1: ${describeIt}`, '7:1: This figure names no picture. Add src="file.jpg".'],
    ],
    [
      'of a missing file',
      '::figure{src="b.jpg" alt="c"}',
      [`7:1: The picture b.jpg is not there. ${putThere}`],
    ],
    [
      'from elsewhere',
      '::figure{src="https://example.org/a.jpg" alt="c"}',
      [
        '7:1: This picture is not the newsroom’s own: https://example.org/a.jpg. Save it beside the story and name the file.',
      ],
    ],
  ])('a figure %s is reported', (_, body, expected) => {
    expect(problems(body)).toEqual(expected)
  })
})

describe('pictures', () => {
  it('are listed once for each place that shows them', () => {
    const body = '![A table](a.jpg) and ![again](./a.jpg)'
    expect(check(body)).toEqual({ problems: [], advice: [], links: [], pictures: [shown, shown], media: [] })
  })

  it.each([
    ['![a](b.jpg)', '7:1', `The picture b.jpg is not there. ${putThere}`],
    [
      'Fine.\nAnd ![a](../../../../../etc/passwd.jpg)',
      '8:5',
      `The picture ../../../../../etc/passwd.jpg is not there. ${putThere}`,
    ],
    [
      '![a](//example.org/a.jpg)',
      '7:1',
      'This picture is not the newsroom’s own: //example.org/a.jpg. Save it beside the story and name the file.',
    ],
    [
      '![a](data:image/png;base64,AA)',
      '7:1',
      'This picture is not the newsroom’s own: data:image/png;base64,AA. Save it beside the story and name the file.',
    ],
  ])('%s is reported', (body, place, message) => {
    expect(problems(body)).toEqual([`${place}: ${message}`])
  })

  it('may not be reference-style', () => {
    expect(problems('![a][b]\n\n[b]: /a.jpg')).toEqual([
      '7:1: Pictures by reference are not shown. Write ![description](file.jpg).',
    ])
  })
})
