import { describe, expect, it } from 'vitest'
import { surroundingsWith, testMedia, testPicture } from '../testing/pictures.ts'
import { storyPath } from '../testing/reading.ts'
import { checkBody } from './body-check.ts'

const folder = 'articles/2025/05/16/'
const files = [
  'a.jpg',
  'b.jpg',
  'film.mp4',
  'film.en.vtt',
  'film.ar.vtt',
  'film.zh-Hans.vtt',
  'film.vtt',
  '渡轮.mp3',
]
const around = { ...surroundingsWith(files.map((name) => folder + name)), embedHosts: ['player.example'] }

/** What is found in a body that begins on line 7. */
const check = (body: string) => checkBody(storyPath, body, 7, around)
const problems = (body: string) =>
  check(body).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`)

const one = '![A quay](a.jpg "Caption")'
const film = '::video[A *film*]{src="film.mp4" poster="a.jpg" captions="film.en.vtt"}'
const between = 'Put it between two paragraphs.'

describe('good directives', () => {
  it.each([
    ['a gallery of lines', `:::gallery[Title]\n${one}\n![A boat](b.jpg)\n:::`, ['a.jpg', 'b.jpg']],
    [
      'a gallery of paragraphs and figures',
      `:::gallery\n${one}\n\n::figure{src=b.jpg alt="A boat"}\n:::`,
      ['a.jpg', 'b.jpg'],
    ],
    ['a gallery with a note to colleagues', `:::gallery\n<!-- more? -->\n\n${one}\n:::`, ['a.jpg']],
    ['a gallery in Arabic', ':::gallery[صور الميناء]\n![رصيف](a.jpg "عند الفجر")\n:::', ['a.jpg']],
    ['a gallery in Chinese', ':::gallery[港口]\n![码头](a.jpg "清晨。")\n:::', ['a.jpg']],
    ['a film', film, ['a.jpg']],
    ['an embed', '::embed[A map]{src="https://player.example/1" picture=b.jpg}', ['b.jpg']],
    ['an embed without a picture', '::embed[地图]{src="https://player.example/1"}', []],
    ['a recording', '::audio[渡轮]{src="渡轮.mp3" credit="Ada"}', []],
  ])('%s', (_, body, pictures) => {
    const found = check(body)
    expect({ problems: found.problems, advice: found.advice }).toEqual({ problems: [], advice: [] })
    expect(found.pictures).toEqual(pictures.map((name) => ({ ...testPicture, path: folder + name })))
  })

  it('a film is recognised with its title, its picture and its captions', () => {
    const captions = 'captions="film.ar.vtt  film.zh-Hans.vtt"'
    expect(check(`::video[فيلم]{src="film.mp4" poster="a.jpg" ${captions}}`).media).toEqual([
      {
        ...testMedia,
        kind: 'video',
        type: 'video/mp4',
        path: `${folder}film.mp4`,
        title: 'فيلم',
        poster: `${folder}a.jpg`,
      },
      { ...testMedia, kind: 'captions', type: 'text/vtt', path: `${folder}film.ar.vtt`, title: '' },
      { ...testMedia, kind: 'captions', type: 'text/vtt', path: `${folder}film.zh-Hans.vtt`, title: '' },
    ])
  })

  it('a film without captions is shown, with advice', () => {
    const { problems: none, advice } = check('Fine.\n\n::video{src="film.mp4" poster="a.jpg"}')
    expect(none).toEqual([])
    expect(advice).toEqual([
      {
        file: storyPath,
        line: 9,
        column: 1,
        message: 'This video has no captions for those who cannot hear it. Add captions="film.en.vtt".',
      },
    ])
  })
})

describe('a directive', () => {
  it.each([
    [
      '::vidio{src=film.mp4}',
      'There is no directive "vidio". Did you mean "video"? If it is meant as text, begin the line with a backslash.',
    ],
    [
      ':::galery\n:::',
      'There is no directive "galery". Did you mean "gallery"? If it is meant as text, begin the line with a backslash.',
    ],
    [
      ':::figure{src=a.jpg alt=b}\n:::',
      'The directive figure is one line. Write it with two colons: ::figure[…]{…}.',
    ],
    [
      ':::video{src=film.mp4}\n:::',
      'The directive video is one line. Write it with two colons: ::video[…]{…}.',
    ],
    [
      '::gallery',
      'A gallery begins with three colons. Write :::gallery, the pictures on the lines below, and ::: on a line of its own.',
    ],
    [
      '::figure{src=a.jpg alt=b caption=c}',
      'The directive figure has no attribute "caption". Use one of: src, alt, credit, until.',
    ],
    [
      '::figure{src=a.jpg alt=b #top}',
      'The directive figure has no attribute "id". Use one of: src, alt, credit, until.',
    ],
    [
      '::audio{src="渡轮.mp3" credits=c}',
      'The directive audio has no attribute "credits". Did you mean "credit"?',
    ],
    [film.replace('poster', 'postr'), 'The directive video has no attribute "postr". Did you mean "poster"?'],
    [
      '::embed[A]{src="https://player.example/1" onload=x}',
      'The directive embed has no attribute "onload". Use one of: src, picture, credit.',
    ],
    [`:::gallery{columns=3}\n${one}\n:::`, 'The directive gallery has no attribute "columns". Remove it.'],
  ])('%j is reported', (body, message) => {
    expect(problems(body)[0]).toBe(`7:1: ${message}`)
  })

  it.each([
    ['gallery', `> :::gallery\n> ${one}\n> :::`, '7:3'],
    ['gallery', `- one\n\n  :::gallery\n  ${one}\n  :::`, '9:3'],
    ['video', `> ${film}`, '7:3'],
    ['audio', '1. a\n\n   ::audio{src="渡轮.mp3"}', '9:4'],
    ['embed', 'a[^1]\n\n[^1]: b\n\n    ::embed[A]{src="https://player.example/1"}', '11:5'],
  ])('%s stands between paragraphs only', (name, body, place) => {
    expect(problems(body)).toEqual([
      `${place}: This ${name} stands in a list, a quotation or a note. ${between}`,
    ])
  })
})

describe('a gallery', () => {
  const onlyPictures =
    'A gallery holds pictures only, and this is none. Take it out, or end the gallery before it with ::: on a line of its own.'

  it.each([
    [
      'empty',
      ':::gallery\n:::',
      ['7:1: This gallery holds no picture. Write ![description](file.jpg "Caption") between its two lines.'],
    ],
    [
      'with a title alone',
      ':::gallery[صور]\n:::',
      ['7:1: This gallery holds no picture. Write ![description](file.jpg "Caption") between its two lines.'],
    ],
    ['with words', `:::gallery\n${one}\n\nWords\n:::`, [`10:1: ${onlyPictures}`]],
    ['with words beside a picture', `:::gallery\n${one}\n\n文字 ${one}\n:::`, [`10:1: ${onlyPictures}`]],
    [
      'that is never ended',
      `:::gallery\n${one}\n\nWords\n\n## More`,
      [`10:1: ${onlyPictures}`, `12:1: ${onlyPictures}`],
    ],
    ['with a video', `:::gallery\n${one}\n\n${film}\n:::`, [`10:1: ${onlyPictures}`]],
    [
      'with a missing picture',
      ':::gallery\n![a](c.jpg)\n:::',
      ['8:1: The picture c.jpg is not there. Put the file beside the story, or correct its name.'],
    ],
    [
      'in a gallery',
      `::::gallery\n${one}\n\n:::gallery\n${one}\n:::\n::::`,
      ['10:1: A gallery cannot stand in a gallery. End the first one with ::: on a line of its own.'],
    ],
  ])('%s is reported', (_, body, expected) => {
    expect(problems(body)).toEqual(expected)
  })

  it('of a hundred pictures is too much', () => {
    const body = (count: number) => `:::gallery\n${'::figure{src=a.jpg alt=b}\n'.repeat(count)}:::`
    expect(problems(body(60))).toEqual([])
    expect(problems(body(100))).toEqual([
      '7:1: This gallery holds 100 pictures; 60 is the most. Make several galleries of it.',
    ])
  })

  it('may not be one of very many', () => {
    expect(problems(`${'> :::\n'.repeat(30)}`)).toEqual([
      '31:1: More than 24 lines begin with ":::". Remove them.',
    ])
  })
})

describe('media', () => {
  it.each([
    ['::video{poster=a.jpg captions=film.en.vtt}', 'This video names no file. Add src="film.mp4".'],
    ['::audio', 'This audio names no file. Add src="sound.mp3".'],
    [
      '::video{src=film.mp4 captions=film.en.vtt}',
      'This video has no picture to show before it plays. Add poster="still.jpg", a picture of its shape.',
    ],
    [
      film.replace('a.jpg', 'c.jpg'),
      'The picture c.jpg is not there. Put the file beside the story, or correct its name.',
    ],
    [
      film.replace('film.mp4', 'b.mp4'),
      'The video b.mp4 is not there. Put the file beside the story, or correct its name.',
    ],
    [
      film.replace('film.mp4', '../../../../../film.mp4'),
      'The video ../../../../../film.mp4 is not there. Put the file beside the story, or correct its name.',
    ],
    [film.replace('film.mp4', 'film.mov'), 'film.mov is no video the site plays. Use .mp4, .webm.'],
    ['::audio{src=film.mp4}', 'film.mp4 is no audio file the site plays. Use .mp3, .m4a, .ogg, .webm.'],
    [
      '::audio{src=فيلم.mp3}',
      'The audio file فيلم.mp3 is not there. Put the file beside the story, or correct its name.',
    ],
    [film.replace('film.en.vtt', 'film.srt'), 'film.srt is no captions file the site plays. Use .vtt.'],
    [
      film.replace('film.en.vtt', 'film.vtt'),
      'film.vtt does not say which language it is in. Name it as ferry.en.vtt is named.',
    ],
    ...['https://x.example/a.mp4', 'javascript:alert(1)//a.mp4', '//x.example/a.mp4', '/etc/a.mp4'].map(
      (src) => [
        film.replace('film.mp4', src),
        `This video is not the newsroom’s own: ${src}. Save it beside the story and name the file, or use ::embed.`,
      ],
    ),
  ])('%s is reported', (body = '', message) => {
    expect(problems(body)).toEqual([`7:1: ${message}`])
  })
})

describe('an embed', () => {
  const https = (src: string) =>
    `This embed is not at an https address: ${src}. Write a full one: src="https://…".`
  it.each([
    [
      '::embed{src="https://player.example/1"}',
      'This embed has no title. Write ::embed[What it shows]{src="https://…"}.',
    ],
    ['::embed[A]', 'This embed names no address. Add src="https://…".'],
    [
      `::embed[${'字'.repeat(121)}]{src="https://player.example/1"}`,
      'The title of this embed is longer than 120 characters. Shorten it.',
    ],
    [
      '::embed[A]{src="https://player.example/1" picture=c.jpg}',
      'The picture c.jpg is not there. Put the file beside the story, or correct its name.',
    ],
    ...[
      'javascript:alert(1)',
      'http://player.example/1',
      'data:text/html,x',
      '//player.example/1',
      'player.example',
      'https://a@player.example/1',
    ].map((src) => [`::embed[A]{src="${src}"}`, https(src)]),
    ...['player.example.org', 'www.player.example', 'player.example:8443'].map((host) => [
      `::embed[خريطة]{src="https://${host}/1"}`,
      `Stories of this newsroom embed nothing from ${host}. Add it to embeds in site.yaml, or write a link: [خريطة](https://${host}/1).`,
    ]),
  ])('%s is reported', (body = '', message) => {
    expect(problems(body)).toEqual([`7:1: ${message}`])
  })
})
