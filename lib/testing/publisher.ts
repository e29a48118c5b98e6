import { onTestFinished, vi } from 'vitest'
import { findStory } from '../index/queries/story-queries.ts'
import { openCheckout } from '../publish/checkout.ts'
import type { PassResult } from '../publish/publish-pass.ts'
import { createPublisher, type Publisher } from '../publish/publisher.ts'
import { type ContentFolder, openContentFolder } from '../reading/content-folder.ts'
import type { readAhead } from '../reading/read-ahead.ts'
import type { Progress } from '../serve/operations/health.ts'
import { logLines } from './log-lines.ts'
import type { TestNewsroom } from './newsroom.ts'

export type TestPublisher = {
  publisher: Publisher
  /** The results of the passes that changed something. */
  passes: PassResult[]
  lines: Record<string, unknown>[]
  /** The progress it last reported. */
  progress(): Progress | undefined
  /** The headline of 2025-05-16's story of this name, as readers see it now. */
  headline(slug: string, lang?: string): string | undefined
  /** Resolves when the claim holds. */
  soon(claim: () => void): Promise<void>
}

type Settings = {
  pulls?: boolean
  folder?: ContentFolder
  /** The path by which the folder is opened, if not its own. */
  directory?: string
  reading?: typeof readAhead
  /** Called after each pass that changed something, before caches in front are informed. */
  published?: (result: PassResult) => Promise<void> | void
}

/** Follows a newsroom's folder as the site does; resolves when the first pass is done. Closed after the test. */
export async function startPublisher(made: TestNewsroom, settings: Settings = {}): Promise<TestPublisher> {
  const { log, lines } = logLines()
  const passes: PassResult[] = []
  let stood: Progress | undefined
  const publisher = createPublisher({
    db: made.db,
    openFolder: () => settings.folder ?? openContentFolder(settings.directory ?? made.directory),
    openCheckout,
    preview: false,
    siteUrl: 'https://news.example',
    purgeUrls: [],
    pulls: settings.pulls ?? false,
    courier: { deliver: async () => {}, close: () => {} },
    log,
    ...(settings.reading && { reading: settings.reading }),
    stands: (progress) => {
      stood = progress
    },
    published: (result) => {
      passes.push(result)
      return settings.published?.(result)
    },
  })
  onTestFinished(() => publisher.close())
  await vi.waitFor(
    () => {
      if (passes.length === 0) throw new Error('There was no first pass.')
    },
    { timeout: 10_000 },
  )
  passes.length = 0
  lines.length = 0
  return {
    publisher,
    passes,
    lines,
    progress: () => stood,
    headline: (slug, lang = 'en') => findStory(made.db, { day: '2025-05-16', slug }, lang)?.fields.title,
    soon: (claim) => vi.waitFor(claim, { timeout: 10_000 }),
  }
}
