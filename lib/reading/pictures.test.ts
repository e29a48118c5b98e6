import { describe, expect, it } from 'vitest'
import { resolveFile } from '../newsroom/link-target.ts'
import { surroundingsWith, testPicture } from '../testing/pictures.ts'
import { storyPath as path } from '../testing/reading.ts'
import { findPicture } from './pictures.ts'

const around = surroundingsWith([
  'articles/2025/05/16/a.jpg',
  'articles/2025/05/16/A.PNG',
  'articles/2025/05/16/my photo.webp',
  'articles/2025/05/16/50%.jpg',
  'articles/2025/05/15/b.avif',
  'pages/c.gif',
  'site.yaml',
])
const picture = (src: string) => findPicture(path, src, around)

const types = '.avif, .gif, .jpeg, .jpg, .png, .webp'

describe('findPicture', () => {
  it.each([
    ['a.jpg', 'articles/2025/05/16/a.jpg'],
    ['./a.jpg', 'articles/2025/05/16/a.jpg'],
    ['A.PNG', 'articles/2025/05/16/A.PNG'],
    ['my photo.webp', 'articles/2025/05/16/my photo.webp'],
    ['my%20photo.webp', 'articles/2025/05/16/my photo.webp'],
    ['50%.jpg', 'articles/2025/05/16/50%.jpg'],
    ['../15/b.avif', 'articles/2025/05/15/b.avif'],
    ['../../../../pages/c.gif', 'pages/c.gif'],
  ])('%s is there', (src, file) => {
    expect(picture(src)).toEqual({ ...testPicture, path: file })
  })

  it.each([
    'b.jpg',
    '../a.jpg',
    'a.jpg/../b.jpg',
    '../../../../../etc/passwd.jpg',
    '%2e%2e/%2e%2e/x.png',
    '..\\a.jpg',
  ])('%s is not there', (src) => {
    expect(picture(src)).toEqual({
      message: `The picture ${src} is not there. Put the file beside the story, or correct its name.`,
    })
  })

  it('does not even look for a file outside the content folder', () => {
    const asked: string[] = []
    const outside = findPicture(path, '../../../../../etc/passwd.jpg', {
      ...around,
      picture: (name) => {
        asked.push(name)
        return testPicture
      },
    })
    expect(outside).toHaveProperty('message')
    expect(asked).toEqual([])
  })

  it.each([
    'https://example.org/a.jpg',
    'HTTP://example.org/a.jpg',
    '//example.org/a.jpg',
    '/a.jpg',
    'data:image/png;base64,AAAA.png',
    'file:///etc/a.jpg',
    'javascript:alert(1)//a.jpg',
  ])('%s is not the newsroom’s own', (src) => {
    expect(picture(src)).toEqual({
      message: `This picture is not the newsroom’s own: ${src}. Save it beside the story and name the file.`,
    })
  })

  it.each(['a.svg', 'a.html', '../../../../site.yaml', 'a', 'a.jpg?size=2', 'a.jpg.exe', 'constructor'])(
    '%s is not a picture',
    (src) => {
      expect(picture(src)).toEqual({ message: `${src} is not a picture the site shows. Use ${types}.` })
    },
  )

  it('says why a file that exists cannot be shown', () => {
    expect(
      findPicture(path, 'a.jpg', { ...around, picture: () => ({ fault: 'is animated. Save one frame.' }) }),
    ).toEqual({
      message: 'The picture a.jpg is animated. Save one frame.',
    })
  })

  it('must not be empty', () => {
    expect(picture('')).toEqual({ message: 'This figure names no picture. Add src="file.jpg".' })
  })
})

describe('resolveFile', () => {
  it.each([
    ['../../../../a.jpg', 'a.jpg'],
    ['../../../../../a.jpg', '../a.jpg'],
    ['%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/a.jpg', '../a.jpg'],
  ])('%s', (src, file) => {
    expect(resolveFile(path, src)).toBe(file)
  })
})
