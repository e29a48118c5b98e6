import type { SiteSettings } from '../../newsroom/newsroom-schema.ts'
import { aiCrawlers } from './ai-crawlers.ts'

/** robots.txt (RFC 9309): open to all but the AI crawlers that site.yaml refuses. @param siteUrl without a trailing slash */
export function robotsTxt({ aiCrawlers: policy }: Pick<SiteSettings, 'aiCrawlers'>, siteUrl: string): string {
  const refused = (Object.keys(aiCrawlers) as (keyof typeof aiCrawlers)[])
    .filter((purpose) => policy[purpose] === 'refuse')
    .flatMap((purpose) => [
      `# AI crawlers: ${purpose}`,
      ...aiCrawlers[purpose].map((name) => `User-agent: ${name}`),
      'Disallow: /',
      '',
    ])
  return [
    'User-agent: *',
    // An empty rule closes nothing.
    'Disallow:',
    '',
    ...refused,
    `Sitemap: ${siteUrl}/sitemap.xml`,
    `Sitemap: ${siteUrl}/news-sitemap.xml`,
    '',
  ].join('\n')
}
