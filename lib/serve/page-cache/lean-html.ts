import { Parser } from 'htmlparser2'

/** Attributes that only React and Next read, on elements that stay. */
const frameworkAttributes = ['data-precedence', 'data-href']

/**
 * Takes out of a page what serves only to run it in a browser: Next's scripts and the hints to load them, flight data,
 * React's comments and empty placeholders. Everything else stays byte for byte, so the parser is asked only where
 * things begin and end.
 *
 * @param html a page that needs no script of Next's
 */
export function leanHtml(html: string): string {
  const cuts: { from: number; to: number }[] = []
  let cutting: { name: string; from: number; depth: number } | undefined
  const parser = new Parser({
    onopentag(name, attributes) {
      if (cutting) {
        if (name === cutting.name) cutting.depth += 1
        return
      }
      if (name === 'script' && isFramework(attributes)) cutting = { name, from: parser.startIndex, depth: 1 }
      else if (name === 'div' && 'hidden' in attributes && Object.keys(attributes).length === 1) {
        const empty = /^<div hidden="">(?:<!--[^>]*-->)*<\/div>/.exec(
          html.slice(parser.startIndex, parser.startIndex + 80),
        )
        if (empty) cutting = { name, from: parser.startIndex, depth: 1 }
      } else if (name === 'link' && isScriptHint(attributes)) cut(parser.startIndex, parser.endIndex + 1)
      else if (name === 'link' || name === 'style') cutAttributes(parser.startIndex, parser.endIndex + 1)
    },
    onclosetag(name) {
      if (!cutting || name !== cutting.name) return
      cutting.depth -= 1
      if (cutting.depth > 0) return
      // The parser ends `</script >` before its space.
      cut(cutting.from, html.indexOf('>', parser.endIndex) + 1 || html.length)
      cutting = undefined
    },
    oncomment() {
      if (!cutting) cut(parser.startIndex, parser.endIndex + 1)
    },
  })
  parser.end(html)
  return without(html, cuts)

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
