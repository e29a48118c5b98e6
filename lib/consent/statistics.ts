import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { type Choice, permits } from './choice.ts'
import { shortHash } from './stylesheet.ts'

/** The path of the module that loads the statistics script, or does not. */
export function statisticsPath(src: string): string {
  return `/statistics.js?v=${shortHash(src)}`
}

/**
 * The module for one reader: only readers who allow statistics learn where the script is.
 *
 * @param src the script of site.yaml, if there is one
 */
export function statisticsModule(choice: Choice, src: string | undefined): string {
  if (src === undefined || !permits(choice, 'statistics')) return ''
  return `const s=document.createElement('script');s.async=true;s.src=${JSON.stringify(src)};document.head.append(s)\n`
}

/** The script's origin, which a page's security policy has to allow; undefined without statistics. */
export function statisticsOrigin({ site }: Newsroom): string | undefined {
  return site.statistics && new URL(site.statistics.src).origin
}
