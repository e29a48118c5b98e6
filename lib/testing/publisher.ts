import { onTestFinished, vi } from 'vitest'
import type { ContentFolder } from '../content/content-folder.ts'
import { findStory } from '../content/story-queries.ts'
import { openCheckout } from '../publish/checkout.ts'
import type { PassResult } from '../publish/publish-pass.ts'
import { createPublisher, type Publisher } from '../publish/publisher.ts'
import { logLines } from './log-lines.ts'
import type { TestNewsroom } from './newsroom.ts'

export type TestPublisher = {
  publisher: Publisher
  /** What each pass that changed something did. */
  passes: PassResult[]
  lines: Record<string, unknown>[]
  /** The headline of 2025-05-16's story of this name, as readers see it now. */
  headline(slug: string, lang?: string): string | undefined
  /** Resolves when what is claimed is so. */
  soon(claim: () => void): Promise<void>
}

type Settings = { pulls?: boolean; folder?: ContentFolder; published?: () => Promise<void> }

/** Follows a newsroom's folder as the site does; resolves when the first pass is done. Closed with the test. */
export async function startPublisher(made: TestNewsroom, settings: Settings = {}): Promise<TestPublisher> {
  const { log, lines } = logLines()
  const passes: PassResult[] = []
  const checkout = await openCheckout(made.directory)
  const publisher = createPublisher({
    db: made.db,
    folder: settings.folder ?? made.folder,
    preview: false,
    siteUrl: 'https://news.example',
    purgeUrls: [],
    ...(checkout && { checkout }),
    pulls: settings.pulls ?? false,
    courier: { deliver: async () => {}, close: () => {} },
    log,
    published: (result) => {
      passes.push(result)
      return settings.published?.()
    },
  })
  onTestFinished(() => publisher.close())
  await vi.waitFor(() => {
    if (passes.length === 0) throw new Error('There was no first pass.')
  })
  passes.length = 0
  lines.length = 0
  return {
    publisher,
    passes,
    lines,
    headline: (slug, lang = 'en') => findStory(made.db, { day: '2025-05-16', slug }, lang)?.fields.title,
    soon: (claim) => vi.waitFor(claim, { timeout: 10_000 }),
  }
}
