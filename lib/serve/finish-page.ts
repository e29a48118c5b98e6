import { createHash } from 'node:crypto'
import { Parser } from 'htmlparser2'

/** What a page may load and run, which its policy has to allow. */
export type Loaded = {
  /** Sources of its inline scripts and styles by their hashes (CSP Level 3, 6.7.2.4). */
  scripts: string[]
  styles: string[]
  /** Whether it has any script at all. */
  hasScript: boolean
  /** Whether it plays video or audio. */
  plays: boolean
  /** Origins of the frames its embeds would open. */
  frames: string[]
}

export type FinishedPage = { html: string; loaded: Loaded }

/** Attributes that only React and Next read, on elements that stay. */
const frameworkAttributes = ['data-precedence', 'data-href']

/**
 * Takes out of a page what serves only to run it in a browser: Next's scripts and the hints to load them, flight data,
 * React's comments and empty placeholders. Everything else stays byte for byte, so the parser is asked only where
 * things begin and end. In the same go it notes what the page loads.
 *
 * @param html the page as Next made it
 * @param keepsAll whether the page needs Next's scripts: then all of it stays
 */
export function finishPage(html: string, keepsAll = false): FinishedPage {
  const cuts: { from: number; to: number }[] = []
  const noted = noteLoaded()
  let cutting: { name: string; from: number; depth: number } | undefined
  const parser = new Parser({
    onopentag(name, attributes) {
      if (cutting) {
        if (name === cutting.name) cutting.depth += 1
        return
      }
      if (!keepsAll && isCut(name, attributes)) cutting = { name, from: parser.startIndex, depth: 1 }
      else noted.open(name, attributes)
    },
    ontext(text) {
      if (!cutting) noted.text(text)
    },
    onclosetag(name) {
      if (!cutting) return noted.close()
      if (name !== cutting.name) return
      cutting.depth -= 1
      if (cutting.depth > 0) return
      // The parser ends `</script >` before its space.
      cut(cutting.from, html.indexOf('>', parser.endIndex) + 1 || html.length)
      cutting = undefined
    },
    oncomment() {
      if (!keepsAll && !cutting) cut(parser.startIndex, parser.endIndex + 1)
    },
  })
  parser.end(html)
  return { html: without(html, cuts), loaded: noted.loaded() }

  /** Whether an element goes with all that is in it; cuts what goes of others. */
  function isCut(name: string, attributes: Record<string, string>): boolean {
    const [from, to] = [parser.startIndex, parser.endIndex + 1]
    if (name === 'link' && isScriptHint(attributes)) cut(from, to)
    else if (name === 'link' || name === 'style') cutAttributes(from, to)
    if (name === 'script') return isFramework(attributes)
    return name === 'div' && 'hidden' in attributes && isPlaceholder.test(html.slice(from, from + 80))
  }

  function cut(from: number, to: number) {
    cuts.push({ from, to })
  }

  function cutAttributes(from: number, to: number) {
    const tag = html.slice(from, to)
    for (const name of frameworkAttributes) {
      const found = tag.indexOf(` ${name}="`)
      if (found >= 0) cut(from + found, from + tag.indexOf('"', found + name.length + 3) + 1)
    }
  }
}

const isPlaceholder = /^<div hidden="">(?:<!--[^>]*-->)*<\/div>/

/** Collects what a page loads while it is parsed. */
function noteLoaded() {
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const frames = new Set<string>()
  let hasScript = false
  let plays = false
  let inside: Set<string> | undefined
  let inline = ''
  return {
    open(name: string, { src, type = '', 'data-embed': frame }: Record<string, string>) {
      plays ||= name === 'video' || name === 'audio'
      if (name === 'a' && frame !== undefined) frames.add(new URL(frame).origin)
      const runs = name === 'script' && (type === '' || type === 'module' || type === 'text/javascript')
      hasScript ||= runs
      inside = name === 'style' ? styles : runs && src === undefined ? scripts : undefined
      inline = ''
    },
    text(text: string) {
      if (inside) inline += text
    },
    close() {
      inside?.add(`'sha256-${createHash('sha256').update(inline).digest('base64')}'`)
      inside = undefined
    },
    loaded: (): Loaded => ({
      scripts: [...scripts],
      styles: [...styles],
      hasScript,
      plays,
      frames: [...frames],
    }),
  }
}

/** Next's own scripts: files of its build, and inline code. Data blocks and the site's own modules stay. */
function isFramework({ src, type = '' }: Record<string, string>): boolean {
  if (src !== undefined) return src.startsWith('/_next/')
  return type === '' || type === 'text/javascript'
}

function isScriptHint({ rel = '', as = '', href = '' }: Record<string, string>): boolean {
  const hint = rel === 'preload' || rel === 'modulepreload' || rel === 'prefetch'
  return hint && href.startsWith('/_next/') && (as === 'script' || rel === 'modulepreload')
}

function without(html: string, cuts: { from: number; to: number }[]): string {
  let kept = ''
  let at = 0
  for (const { from, to } of cuts.sort((a, b) => a.from - b.from)) {
    kept += html.slice(at, from)
    at = Math.max(at, to)
  }
  return kept + html.slice(at)
}
