import { describe, expect, it } from 'vitest'
import type { Kind } from '../../newsroom/story-schema.ts'
import { siteYaml, storyText, testNewsroom } from '../../testing/newsroom.ts'
import { testPng } from '../../testing/pictures.ts'
import { type FrontPageStories, frontPageStories } from './front-page.ts'
import type { Story } from './story-queries.ts'

const pad = (number: number) => String(number).padStart(2, '0')

/** A story of a day in May 2025. */
function storyOf(day: number, fields: Record<string, string> = {}, lang = 'en') {
  const date = `2025-05-${pad(day)}T12:00:00Z`
  return [`articles/2025/05/${pad(day)}/s${day}.${lang}.md`, storyText({ date, ...fields })] as const
}

function frontPage(stories: (readonly [string, string])[], settings = '', lang = 'en'): FrontPageStories {
  const made = testNewsroom({ 'site.yaml': siteYaml + settings, ...Object.fromEntries(stories) })
  for (const [path] of stories) made.write(path.replace(/[^/]+$/, 'a.jpg'), testPng(1200, 800))
  made.sync()
  expect(made.problems()).toEqual([])
  return frontPageStories(made.db, made.newsroom(), lang)
}

const slugs = (stories: readonly Story[]) => stories.map(({ slug }) => slug)
const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

function outline({ lead, second, third, latest, sections }: FrontPageStories) {
  return {
    lead: lead?.slug,
    second: slugs(second),
    third: slugs(third),
    latest: slugs(latest),
    sections: Object.fromEntries(sections.map(({ section, stories }) => [section, slugs(stories)])),
  }
}

describe('frontPageStories', () => {
  it('is empty without stories', () => {
    expect(frontPage([])).toEqual({ second: [], third: [], latest: [], views: [], depth: [], sections: [] })
  })

  it('leads with a single story and shows it nowhere else', () => {
    expect(outline(frontPage([storyOf(1)]))).toEqual({
      lead: 's1',
      second: [],
      third: [],
      latest: [],
      sections: {},
    })
  })

  it('is filled by time, then by section', () => {
    const stories = days(1, 20).map((day) => storyOf(day, { section: day % 2 === 0 ? 'world' : 'sport' }))
    const front = outline(frontPage(stories))
    expect(front).toEqual({
      lead: 's20',
      second: ['s19', 's18', 's17'],
      third: ['s16', 's15'],
      latest: ['s14', 's13', 's12', 's11', 's10', 's9'],
      sections: { world: ['s8', 's6', 's4', 's2'], sport: ['s7', 's5', 's3', 's1'] },
    })
  })

  it('has sections with few stories too', () => {
    const stories = days(1, 11).map((day) => storyOf(day, { section: day % 2 === 0 ? 'world' : 'sport' }))
    expect(outline(frontPage(stories))).toEqual({
      lead: 's11',
      second: ['s10', 's9', 's8'],
      third: [],
      latest: [],
      sections: { world: ['s6', 's4', 's2'], sport: ['s7', 's5', 's3', 's1'] },
    })
  })

  it('puts opinion and analysis together, and explainers, wherever they belong', () => {
    const kinds: Record<number, Kind> = {
      2: 'opinion',
      3: 'analysis',
      4: 'explainer',
      5: 'gallery',
      6: 'opinion',
    }
    const stories = days(1, 20).map((day) =>
      storyOf(day, { section: day % 2 === 0 ? 'world' : 'sport', kind: kinds[day] ?? 'news' }),
    )
    const { views, depth, sections } = frontPage(stories)
    expect(slugs(views)).toEqual(['s6', 's3', 's2'])
    expect(slugs(depth)).toEqual(['s5', 's4'])
    expect(sections.map((section) => slugs(section.stories))).toEqual([['s8'], ['s7', 's1']])
  })

  it('makes no strip of one story', () => {
    const stories = days(1, 20).map((day) => storyOf(day, { kind: day === 3 ? 'opinion' : 'news' }))
    const { views, sections } = frontPage(stories)
    expect(views).toEqual([])
    expect(slugs(sections[0]?.stories ?? [])).toContain('s5')
  })

  it('shows no story twice', () => {
    const { lead, second, third, latest, sections } = frontPage(days(1, 20).map((day) => storyOf(day)))
    const all = [
      ...(lead ? [lead] : []),
      ...second,
      ...third,
      ...latest,
      ...sections.flatMap((part) => part.stories),
    ]
    expect(new Set(slugs(all)).size).toBe(all.length)
    expect(all).toHaveLength(16)
  })

  it('leaves out sections that have nothing left to show', () => {
    const stories = [...days(1, 14).map((day) => storyOf(day)), storyOf(20, { section: 'sport' })]
    expect(outline(frontPage(stories)).sections).toEqual({ world: ['s3', 's2', 's1'] })
  })

  it('leads with the story the newsroom chose, however old', () => {
    const front = outline(
      frontPage(
        days(1, 5).map((day) => storyOf(day)),
        'lead: 2025/05/02/s2\n',
      ),
    )
    expect(front).toMatchObject({ lead: 's2', second: ['s5', 's4', 's3'], sections: { world: ['s1'] } })
  })

  it('leads with an old story without losing a new one', () => {
    const front = outline(
      frontPage(
        days(1, 20).map((day) => storyOf(day)),
        'lead: 2025/05/02/s2\n',
      ),
    )
    expect(front.second).toEqual(['s20', 's19', 's18'])
    expect(front.latest).toEqual(['s15', 's14', 's13', 's12', 's11', 's10'])
    expect(front.sections.world).toEqual(['s9', 's8', 's7', 's6'])
  })

  it.each([
    ['there is none', 'lead: 2025/05/02/missing\n'],
    ['it is on another day', 'lead: 2025/05/03/s2\n'],
  ])('leads with the newest when the chosen one is not public: %s', (_, settings) => {
    expect(outline(frontPage([storyOf(1), storyOf(2)], settings)).lead).toBe('s2')
  })

  it('leads with the newest story when the chosen one is a draft', () => {
    const stories = [storyOf(1), storyOf(2, { status: 'draft' })]
    expect(outline(frontPage(stories, 'lead: 2025/05/02/s2\n')).lead).toBe('s1')
  })

  it('leads with the newest story in a language that the chosen one is not in', () => {
    const stories = [storyOf(1), storyOf(2), storyOf(1, {}, 'ar')]
    const front = frontPage(stories, 'lead: 2025/05/02/s2\n', 'ar')
    expect(front.lead?.path).toBe('articles/2025/05/01/s1.ar.md')
  })

  it('opens a section with a picture where it has one', () => {
    const image = '{ src: a.jpg, alt: A table }'
    const stories = days(1, 16).map((day) => storyOf(day, day === 2 || day === 1 ? { image } : {}))
    expect(outline(frontPage(stories)).sections.world).toEqual(['s2', 's4', 's3', 's1'])
  })

  it('has stories of one language only', () => {
    const stories = [storyOf(1), storyOf(2, {}, 'ar'), storyOf(3, {}, 'ar')]
    expect(outline(frontPage(stories, '', 'ar'))).toMatchObject({ lead: 's3', second: ['s2'] })
    expect(outline(frontPage(stories, '', 'zh-Hans')).lead).toBeUndefined()
  })
})
