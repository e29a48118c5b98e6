import type { Graph } from 'schema-dts'

/**
 * JSON-LD as it may stand inside a script element, whatever the text in it: no `<` that could end the element or begin
 * a comment, no `>` that could end a CDATA section, and neither of the two line breaks JSON allows and older scripts
 * do not. https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function jsonLd(graph: Graph): string {
  return JSON.stringify(graph).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
