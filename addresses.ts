import { asksForMarkdown, bestLanguage } from './lib/i18n/negotiate.ts'
import { errorText } from './lib/runtime/error-text.ts'
import type { Log } from './lib/runtime/log.ts'
import type { PageServerOptions } from './lib/serve/page-cache/page-server.ts'
import { fromOldQuery } from './lib/urls/old-addresses.ts'
import { isOwnPath } from './lib/urls/own-paths.ts'
import { resolveUrl } from './lib/urls/resolve.ts'
import type { View } from './lib/urls/target.ts'

/** What the page server has to know of addresses before anything is made. @param view the site as it is now */
export function addresses(
  view: () => View,
  log: Log,
): Required<Pick<PageServerOptions, 'wantsOther' | 'nothingAt' | 'leadsTo'>> {
  /** Nothing where a damaged index does not tell: what is kept is shown, and who needs the index says so. */
  const told = <T>(path: string, look: () => T): T | undefined => {
    try {
      return look()
    } catch (error) {
      log('debug', 'address not looked up', { path: path.slice(0, 200), reason: errorText(error) })
      return undefined
    }
  }

  return {
    wantsOther: (path, { accept }, query) =>
      asksForMarkdown(path, accept) ||
      (query !== '' && told(path, () => fromOldQuery(view(), path, query)) !== undefined),
    nothingAt(path, query, headers) {
      const meant = isOwnPath(path) ? undefined : told(path, () => resolveUrl(view(), path, query))
      if (meant?.kind !== 'unknown' && meant?.kind !== 'gone') return undefined
      const { languages } = view().newsroom.site
      // Without a language in the address the page goes by the reader's, and nobody else may keep it.
      return `${meant.kind} ${meant.lang ?? `by ${bestLanguage(headers['accept-language'] ?? null, languages)}`}`
    },
    leadsTo(path) {
      const meant = told(path, () => resolveUrl(view(), path))
      return meant?.kind === 'moved' ? meant.to : path
    },
  }
}
