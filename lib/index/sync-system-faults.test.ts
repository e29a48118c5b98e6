import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Fault } from '../reading/list-folder.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { readHere, systemError } from '../testing/read-here.ts'
import { findStandingPage } from './queries/newsroom-queries.ts'
import { latestStories } from './queries/story-queries.ts'
import { syncIndex } from './sync-index.ts'

const day = 'articles/2025/05/16'
const path = `${day}/محادثات.ar.md`

/** The error the system reports for paths that end in a text, while it does. */
let faults: Record<string, string> = {}

vi.mock(import('node:fs'), async (original) => {
  const real = await original()
  const failing = <T extends keyof typeof fs>(name: T) => {
    const act = real[name] as (...args: unknown[]) => unknown
    const wrapped = (...args: unknown[]) => {
      const at = Object.keys(faults).find((end) => String(args[0]).endsWith(end))
      const [code, only] = at === undefined ? [] : (faults[at] ?? '').split(' in ')
      if (code && only === name) throw systemError(code, 'the system has failed')
      return act(...args)
    }
    return Object.assign(wrapped, act)
  }
  return {
    ...real,
    readFileSync: failing('readFileSync') as typeof fs.readFileSync,
    readdirSync: failing('readdirSync') as typeof fs.readdirSync,
    statSync: failing('statSync') as typeof fs.statSync,
    lstatSync: failing('lstatSync') as typeof fs.lstatSync,
    openSync: failing('openSync') as typeof fs.openSync,
  }
})

afterEach(() => {
  faults = {}
})

function sync({ db, folder }: TestNewsroom, scope?: string[]): Fault[] {
  const met: Fault[] = []
  syncIndex({
    db,
    folder,
    now: testNow,
    reading: readHere(folder),
    onFault: (fault) => met.push(fault),
    ...(scope && { scope: new Set(scope) }),
  })
  return met
}

function titles({ db }: TestNewsroom): string[] {
  return ['en', 'ar', 'zh-Hans'].flatMap((lang) =>
    latestStories(db, lang, 99).map(({ fields }) => fields.title),
  )
}

describe('a file the system cannot read', () => {
  it.each(['EMFILE', 'ENFILE', 'EIO', 'ENOMEM'])(
    'for %s is not its editor’s problem; what it held stays, and it is read as soon as possible',
    (code) => {
      const made = testNewsroom({ [path]: storyText({ title: 'قديم' }) })
      sync(made)
      made.write(path, storyText({ title: 'جديد' }))
      faults = { 'محادثات.ar.md': `${code} in readFileSync` }
      expect(sync(made)).toEqual([{ path, reason: `${code}: the system has failed` }])
      expect(titles(made)).toEqual(['قديم'])
      expect(made.problems()).toEqual([])
      expect(sync(made, [path])).toHaveLength(1)
      faults = {}
      expect(sync(made)).toEqual([])
      expect(titles(made)).toEqual(['جديد'])
    },
  )

  it('stays if it was good and is unchanged, even when it has to be checked again', () => {
    const made = testNewsroom({ [path]: storyText() })
    sync(made)
    faults = { 'محادثات.ar.md': 'EIO in readFileSync' }
    expect(sync(made, [path])).toHaveLength(1)
    expect(titles(made)).toEqual(['A headline'])
    expect(made.problems()).toEqual([])
  })

  it('does not keep others from being published', () => {
    const made = testNewsroom({ [path]: storyText() })
    sync(made)
    made.write(`${day}/b.en.md`, storyText({ title: 'Other' }))
    made.write(`${day}/c.zh-Hans.md`, storyText({ title: '会谈' }))
    faults = { 'b.en.md': 'EMFILE in readFileSync' }
    expect(sync(made)).toHaveLength(1)
    expect(titles(made)).toEqual(['A headline', '会谈'])
  })

  it.each([
    ['a folder that cannot be listed', '05/16', 'EMFILE in readdirSync', day],
    ['all of them', 'articles', 'EIO in readdirSync', 'articles'],
    ['a file that cannot be looked at', 'محادثات.ar.md', 'EIO in statSync', path],
  ])('because of %s stays as it is', (_, end, fault, at) => {
    const made = testNewsroom({ [path]: storyText() })
    sync(made)
    faults = { [end]: fault }
    expect(sync(made).map((met) => met.path)).toEqual([at])
    expect(titles(made)).toEqual(['A headline'])
    expect(made.problems()).toEqual([])
  })

  it('stays as it is when it was saved and cannot even be looked at', () => {
    const made = testNewsroom({ [path]: storyText() })
    sync(made)
    faults = { 'محادثات.ar.md': 'ESTALE in lstatSync' }
    expect(sync(made, [path])).toHaveLength(1)
    expect(titles(made)).toEqual(['A headline'])
  })
})

describe('a picture or film the system cannot read', () => {
  it.each([
    ['quay.jpg', 'EIO in statSync', storyText({ image: '{ src: quay.jpg, alt: A quay }' })],
    [
      'ferry.en.vtt',
      'EMFILE in openSync',
      storyText({}, '::video{src="ferry.mp4" captions="ferry.en.vtt"}\n'),
    ],
  ])('is not a problem of the story that shows it: %s', (name, fault, text) => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText({ title: 'Good' }) })
    sync(made)
    made.write(`${day}/quay.jpg`, testPng(1200, 800))
    made.write(`${day}/${name}`, 'WEBVTT\n')
    made.write(`${day}/a.en.md`, text)
    faults = { [name]: fault }
    const met = sync(made, [`${day}/a.en.md`])
    expect(met.map((each) => each.path)).toEqual([`${day}/a.en.md`])
    expect(titles(made)).toEqual(['Good'])
    expect(made.problems()).toEqual([])
  })
})

describe('settings the system cannot read', () => {
  it('leave everything as it is, and the pass has to be tried again', () => {
    const made = testNewsroom({ [path]: storyText(), 'pages/about.en.md': '---\ntitle: About\n---\n' })
    sync(made)
    made.write(path, storyText({ title: 'New' }))
    faults = { 'site.yaml': 'EIO in readFileSync' }
    expect(() => sync(made)).toThrow('EIO')
    expect(titles(made)).toEqual(['A headline'])
    expect(made.problems()).toEqual([])
    expect(findStandingPage(made.db, 'about', 'en')).toBeDefined()
  })

  it('wait for a story they affect that cannot be read', () => {
    const made = testNewsroom({ [path]: storyText({ section: 'sport' }) })
    sync(made)
    const before = made.newsroom()
    made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
    faults = { 'محادثات.ar.md': 'EIO in readFileSync' }
    expect(() => sync(made, ['site.yaml'])).toThrow(`${path} cannot be read: EIO`)
    expect(made.newsroom()).toEqual(before)
    expect(titles(made)).toEqual(['A headline'])
    faults = {}
    sync(made, ['site.yaml'])
    expect(made.problems()).toHaveLength(1)
  })
})

it('a file out of sight because the folder of all stories is gone stays, and that is reported once', () => {
  const made = testNewsroom({ [path]: storyText() })
  sync(made)
  fs.renameSync(join(made.directory, 'articles'), join(made.directory, 'elsewhere'))
  for (const _ of [1, 2, 3]) expect(sync(made, [path])).toEqual([])
  expect(titles(made)).toEqual(['A headline'])
  expect(made.problems()).toEqual([expect.stringContaining('articles:1:1: This folder was there')])
  fs.renameSync(join(made.directory, 'elsewhere'), join(made.directory, 'articles'))
  sync(made)
  expect(made.problems()).toEqual([])
})
