import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { findStory } from './story-queries.ts'

const path = 'articles/2025/05/16/talks.en.md'
const key = { day: '2025-05-16', slug: 'talks' }

describe('syncIndex', () => {
  it('reads no file when nothing has changed', () => {
    const newsroom = testNewsroom({ [path]: storyText() })
    expect(newsroom.sync()).toEqual({ files: 1, read: 1, changed: true })
    expect(newsroom.sync()).toEqual({ files: 1, read: 0, changed: false })
  })

  it('shows an embargoed story from its moment on, not before', () => {
    const newsroom = testNewsroom({ [path]: storyText({ date: '2025-06-01T12:00:00Z' }) })
    newsroom.sync({ now: testNow })
    expect(findStory(newsroom.db, key, 'en')).toBeUndefined()
    newsroom.sync({ now: Date.parse('2025-06-01T12:00:00Z') })
    expect(findStory(newsroom.db, key, 'en')?.fields.title).toBe('A headline')
  })
})
