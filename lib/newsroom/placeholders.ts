/** The words that `npm run new` writes for an editor to replace. */
export const placeholders = {
  summary: 'One or two sentences that say what happened and why it matters.',
  paragraph: 'The first paragraph.',
} as const

/** The placeholder that a body still has as a paragraph, if any. */
export function placeholderIn(body: string): string | undefined {
  return body.split(/\n{2,}/).some((block) => block.trim() === placeholders.paragraph)
    ? placeholders.paragraph
    : undefined
}
