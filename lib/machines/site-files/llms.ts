import { ownName } from '../../i18n/language.ts'
import { allStandingPages, findStandingPage } from '../../index/queries/newsroom-queries.ts'
import { sectionLabel, siteName } from '../../newsroom/labels.ts'
import { localText } from '../../newsroom/local-text.ts'
import { feedPath, frontPath, pagePath, sectionPath } from '../../urls/paths.ts'
import type { View } from '../../urls/target.ts'

/** llms.txt (https://llmstxt.org): what programs that read for people can find here, in the site's first language. */
export function llmsTxt({ db, newsroom }: View, siteUrl: string): string {
  const { site } = newsroom
  const [lang = ''] = site.languages
  const pages = allStandingPages(db).filter((page) => page.lang === lang)
  const link = (name: string, path: string, note?: string) =>
    `- [${escaped(name)}](${siteUrl}${path})${note ? `: ${escaped(note)}` : ''}`
  return [
    `# ${escaped(siteName(newsroom, lang))}`,
    '',
    ...(site.tagline ? [`> ${escaped(localText(site.tagline, lang).text)}`, ''] : []),
    'Every story is at hand as Markdown: add `.md` to its URL, or ask for it with `Accept: text/markdown`.',
    `AI training on these pages: ${site.aiCrawlers.training === 'allow' ? 'allowed' : 'not allowed'}.`,
    '',
    '## Editions',
    '',
    ...site.languages.map((tag) => link(ownName(tag), frontPath(tag), siteName(newsroom, tag))),
    '',
    '## Feeds with full text',
    '',
    ...site.languages.map((tag) => link(ownName(tag), feedPath(tag, 'json'))),
    '',
    '## Sections',
    '',
    ...newsroom.sectionIds.map((id) => link(sectionLabel(newsroom, id, lang).text, sectionPath(lang, id))),
    '',
    ...(pages.length > 0 ? ['## About', ''] : []),
    ...pages.map(({ page }) => {
      const fields = findStandingPage(db, page, lang)?.fields
      return link(fields?.title ?? page, pagePath(lang, page), fields?.summary)
    }),
    '',
    '## Optional',
    '',
    link('All URLs', '/sitemap.xml'),
    link('News of the last two days', '/news-sitemap.xml'),
    '',
  ].join('\n')
}

/** Plain text as Markdown, with anything that looks like syntax escaped. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&')
}
