import type { Graph } from 'schema-dts'

/**
 * JSON-LD that is safe inside a script element, whatever its text: without any `<` that could end the element or begin
 * a comment, any `>` that could end a CDATA section, and the two line breaks that JSON allows and older scripts
 * do not. https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function jsonLd(graph: Graph): string {
  return JSON.stringify(graph).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
