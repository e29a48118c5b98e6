import { translator } from '../i18n/messages.ts'
import type { PageContext } from '../page/page-context.ts'
import { type TestNewsroom, testNow } from './newsroom.ts'

/** The public origin of every page made here. */
export const testOrigin = 'https://post.example'

/** The page context that components and lib/machines/seo need, for a newsroom that has been synced. */
export function testPageContext(made: TestNewsroom, lang: string): PageContext {
  return {
    db: made.db,
    newsroom: made.newsroom(),
    now: testNow,
    lang,
    t: translator(lang),
    siteUrl: testOrigin,
  }
}
