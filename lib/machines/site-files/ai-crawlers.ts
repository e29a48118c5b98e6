import type { SiteSettings } from '../../newsroom/newsroom-schema.ts'

/**
 * Names by which AI companies' crawlers look for themselves in robots.txt, by what they fetch pages for. From the
 * companies' own documentation; what a company names once for several purposes stands under the first of them.
 */
export const aiCrawlers: Readonly<Record<keyof SiteSettings['aiCrawlers'], readonly string[]>> = {
  /** Collect pages to train models on. */
  training: [
    'AI2Bot',
    'Amazonbot',
    'anthropic-ai',
    'Applebot-Extended',
    'Bytespider',
    'CCBot',
    'ClaudeBot',
    'cohere-training-data-crawler',
    'Diffbot',
    'Google-Extended',
    'GPTBot',
    'meta-externalagent',
    'omgili',
    'PanguBot',
  ],
  /** Keep an index that AI answers are looked up in. */
  search: ['Claude-SearchBot', 'DuckAssistBot', 'OAI-SearchBot', 'PerplexityBot'],
  /** Fetch one page, because somebody asked an assistant for it. */
  requests: ['ChatGPT-User', 'Claude-User', 'meta-externalfetcher', 'MistralAI-User', 'Perplexity-User'],
}
