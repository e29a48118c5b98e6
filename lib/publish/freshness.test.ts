import { describe, expect, it } from 'vitest'
import { createFreshness } from './freshness.ts'

/** Renders a page from begin to end, while the content changes to each of some revisions. */
function render(of: ReturnType<typeof createFreshness>, key: string, revision: string) {
  of.renderBegins(key, revision)
  of.renderEnded(key)
}

describe('a page', () => {
  it('of the build is fresh as long as the content is the same as at the build', () => {
    const pages = createFreshness((revision) => revision === 'a.1')
    expect(pages.isFresh('/en', 'a.1')).toBe(true)
    expect(pages.isFresh('/en', 'a.2')).toBe(false)
  })

  it('rendered since is known by what its rendering saw, even if the build saw the same', () => {
    const pages = createFreshness((revision) => revision === 'a.1')
    render(pages, '/en', 'a.2')
    expect(pages.isFresh('/en', 'a.2')).toBe(true)
    expect(pages.isFresh('/en', 'a.1')).toBe(false)
    expect(pages.isFresh('/ar', 'a.1')).toBe(true)
  })

  it('is stale when the content changed while it was rendered', () => {
    const pages = createFreshness(() => false)
    pages.renderBegins('/en', 'a.1')
    expect(pages.isFresh('/en', 'a.2')).toBe(false)
    pages.renderEnded('/en')
    expect(pages.isFresh('/en', 'a.2')).toBe(false)
    render(pages, '/en', 'a.2')
    expect(pages.isFresh('/en', 'a.2')).toBe(true)
  })

  it('that could not be rendered keeps its state', () => {
    const pages = createFreshness((revision) => revision === 'a.1')
    pages.renderBegins('/en', 'a.2')
    expect(pages.isFresh('/en', 'a.2')).toBe(false)
    // When a later try succeeds, the page is at worst rendered once more.
    render(pages, '/en', 'a.3')
    render(pages, '/en', 'a.3')
    expect(pages.isFresh('/en', 'a.3')).toBe(true)
  })

  it('counts as the older of two revisions when two renderings of it run in parallel', () => {
    const pages = createFreshness(() => false)
    pages.renderBegins('/en', 'a.1')
    pages.renderBegins('/en', 'a.2')
    pages.renderEnded('/en')
    expect(pages.isFresh('/en', 'a.2')).toBe(false)
  })

  it('whose rendering nobody saw begin is not fresh', () => {
    const pages = createFreshness(() => true)
    pages.renderEnded('/en')
    expect(pages.isFresh('/en', 'a.1')).toBe(false)
  })

  it('that was forgotten is not taken for one of the build', () => {
    const pages = createFreshness(() => true)
    for (let number = 0; number <= 50_000; number += 1) render(pages, `/${number}`, 'a.2')
    expect(pages.isFresh('/0', 'a.1')).toBe(false)
    expect(pages.isFresh('/1', 'a.2')).toBe(true)
  })
})
