import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Choice, permits } from './choice.ts'

let source: string | undefined

function script(): string {
  source ??= readFileSync(join(process.cwd(), 'lib/consent/open-frames.browser.js'), 'utf8')
  return source
}

/** Where pages with embeds find the module that opens them. */
export function embedsModulePath(): string {
  return `/embeds.js?v=${createHash('sha256').update(script()).digest('hex').slice(0, 8)}`
}

/** The module for one reader: for whoever allows embeds, it opens them at once. */
export function embedsModule(choice: Choice): string {
  return `const allows = ${permits(choice, 'embeds')}\n${script()}`
}

/** Whether some HTML of a story holds what the module is for. Text cannot look like it: in it `<` is escaped. */
export function hasEmbeds(html: string): boolean {
  return /<a [^>]* data-embed="https:/.test(html)
}
