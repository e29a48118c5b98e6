import { describe, expect, it } from 'vitest'
import { testPicture } from '../testing/pictures.ts'
import { pictureAdvice } from './picture-advice.ts'

const picture = { ...testPicture, path: 'a.jpg' }
const altAdvice = (alt: string, src: string) => pictureAdvice(picture, { src, alt, isLead: false })

describe('advice about a description', () => {
  it.each([
    ['image', 'a.jpg'],
    ['Image 1', 'a.jpg'],
    ['Photo.', 'a.jpg'],
    ['IMG_2034', 'a.jpg'],
    ['DSC-0001', 'a.jpg'],
    ['pier.jpg', 'pier.jpg'],
    ['Pier', 'photos/pier.jpg'],
    ['tarn pier', 'tarn-pier.webp'],
    ['صورة', 'a.jpg'],
    ['صورة ٣', 'a.jpg'],
    ['رصيف', 'رصيف.jpg'],
    ['图片', 'a.jpg'],
    ['照片1。', 'a.jpg'],
    ['码头', '码头.png'],
    ['Фото', 'a.jpg'],
  ])('%s of %s says nothing', (alt, src) => {
    expect(altAdvice(alt, src)).toEqual([
      `The description of ${src} says nothing: "${alt}". Say what the picture shows.`,
    ])
  })

  it.each(['', ' ', '\u3000', '\u3164\u200b\ufe0f'])('a description is required: %j', (alt) => {
    expect(altAdvice(alt, '图.jpg')).toEqual([
      'The picture 图.jpg has no description. Say what it shows, for those who cannot see it.',
    ])
  })

  it.each([
    'A ferry at the pier',
    'Photo finish at the regatta',
    'عبّارة عند الرصيف',
    '码头上的渡轮',
    'Фото дня',
    'Ada',
  ])('%s says something', (alt) => {
    expect(altAdvice(alt, 'pier.jpg')).toEqual([])
  })
})

describe('advice about a file', () => {
  const says = { src: 'a.jpg', alt: 'A ferry' }

  it.each([
    [1200, true, []],
    [1199, false, []],
    [
      1199,
      true,
      ['The picture a.jpg is 1199 pixels wide; at the head of a story it needs 1200. Save it larger.'],
    ],
  ])('%i pixels wide, at the head: %s', (width, isLead, advice) => {
    expect(pictureAdvice({ ...picture, width }, { ...says, isLead })).toEqual(advice)
  })

  it.each([
    [10 * 1024 * 1024, []],
    [10 * 1024 * 1024 + 1, ['The picture a.jpg has 11 MB; 10 MB is plenty. Save it smaller.']],
  ])('of %i bytes', (bytes, advice) => {
    expect(pictureAdvice({ ...picture, bytes }, { ...says, isLead: false })).toEqual(advice)
  })
})
