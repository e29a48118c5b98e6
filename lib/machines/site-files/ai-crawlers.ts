import type { SiteSettings } from '../../newsroom/newsroom-schema.ts'

/**
 * The names that AI companies' crawlers look for in robots.txt, by the purpose they fetch pages for. From the
 * companies' own documentation; a name used for several purposes is listed under the first of them.
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
  /** Build an index for AI answers to search. */
  search: ['Claude-SearchBot', 'DuckAssistBot', 'OAI-SearchBot', 'PerplexityBot'],
  /** Fetch a page because somebody asked an assistant about it. */
  requests: ['ChatGPT-User', 'Claude-User', 'meta-externalfetcher', 'MistralAI-User', 'Perplexity-User'],
}
