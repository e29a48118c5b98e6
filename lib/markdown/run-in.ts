import type { Paragraph, PhrasingContent, Root } from 'mdast'

export type RunIn = {
  /** The text's language. */
  lang: string
  /** Printed before the first words: where the story was reported from. */
  dateline?: string | undefined
  /** Printed after the last words: whose reporting it includes. */
  agencyCredit?: string | undefined
}

/** Blocks that show nothing at their place. */
const unseen: readonly string[] = ['definition', 'footnoteDefinition', 'html']

/** Sets the dateline and the agency credit as a newspaper does, in line with the story's own text. */
export function runIn({ lang, dateline, agencyCredit }: RunIn) {
  // Chinese and Japanese papers leave a space the width of a character.
  const after = /^(?:zh|ja)\b/.test(lang) ? '\u3000' : ' — '
  return (tree: Root) => {
    if (dateline) {
      const place = marked('dateline', dateline)
      const first = tree.children.find(({ type }) => !unseen.includes(type))
      if (first?.type === 'paragraph') first.children.unshift(place, { type: 'text', value: after })
      else
        tree.children.unshift({
          type: 'paragraph',
          children: [place, { type: 'text', value: after.trimEnd() }],
        })
    }
    if (agencyCredit)
      tree.children.push({
        type: 'paragraph',
        children: [marked('agency', agencyCredit)],
      } satisfies Paragraph)
  }
}

function marked(className: string, value: string): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: 'span', hProperties: { className: [className] } },
    children: [{ type: 'text', value }],
  }
}
