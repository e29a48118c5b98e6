import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Choice, permits } from './choice.ts'

let source: string | undefined

function script(): string {
  source ??= readFileSync(join(process.cwd(), 'lib/consent/open-frames.browser.js'), 'utf8')
  return source
}

/** The path under which pages with embeds load the module that opens them. */
export function embedsModulePath(): string {
  return `/embeds.js?v=${createHash('sha256').update(script()).digest('hex').slice(0, 8)}`
}

/** The module for one reader: if the reader allows embeds, it opens them without a click. */
export function embedsModule(choice: Choice): string {
  return `const allows = ${permits(choice, 'embeds')}\n${script()}`
}

/** Whether a story's HTML contains an embed. Text cannot be mistaken for one, because its `<` is escaped. */
export function hasEmbeds(html: string): boolean {
  return /<a [^>]* data-embed="https:/.test(html)
}
