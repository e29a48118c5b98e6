import { describe, expect, it } from 'vitest'
import { didYouMean, nearest } from './suggest.ts'

const fields = ['title', 'date', 'section', 'summary', 'image', 'ai']

describe('nearest', () => {
  it.each([
    ['titel', 'title'],
    ['TITLE', 'title'],
    ['sumary', 'summary'],
    ['sektion', 'section'],
    ['a', 'ai'],
    ['images', 'image'],
  ])('%s means %s', (word, meant) => {
    expect(nearest(word, fields)).toBe(meant)
  })

  it.each(['headline-photo', 'xy', '<<', '1', 'z'.repeat(300), 't'.repeat(100_000)])(
    'nothing is near %.20s',
    (word) => {
      expect(nearest(word, fields)).toBeUndefined()
    },
  )

  it('finds nothing in an empty list', () => {
    expect(nearest('title', [])).toBeUndefined()
  })
})

describe('didYouMean', () => {
  it('names only the likely word', () => {
    expect(didYouMean('titel', fields)).toBe('Did you mean "title"?')
  })

  it('names all words when none is likely', () => {
    expect(didYouMean('quux', ['world', 'sport'])).toBe('Use one of: world, sport.')
  })

  it('names at most twenty', () => {
    const many = Array.from({ length: 30 }, (_, index) => `author-${index}-of-many`)
    expect(didYouMean('quux', many)).toBe(`Use one of: ${many.slice(0, 20).join(', ')}.`)
  })

  it('says so when there is nothing to choose from', () => {
    expect(didYouMean('ada', [])).toBe('There are none yet.')
  })
})
