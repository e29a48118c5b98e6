import type { Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'

// Scripts written without spaces, with their punctuation and full-width forms. Not Hangul: Korean separates words
// by spaces, and a line break stands for one.
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\u30FB\u30FC\uFF00-\uFF60“”‘’…—]$/u
const letter =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\u30FB\u30FC\uFF00-\uFF60]$/u

/**
 * Joins lines that break between two Chinese or Japanese characters: CommonMark keeps the break, and browsers would
 * show it as a space in the middle of a sentence. Dashes, dots and curly quotes, which Latin text uses too, count
 * only next to a character that is clearly Chinese or Japanese.
 */
export function joinCjkLines() {
  return (tree: Root) => {
    visit(tree, (block) => {
      if (block.type !== 'paragraph' && block.type !== 'heading' && block.type !== 'tableCell') return
      const pieces: { node: { value: string }; joinable: boolean }[] = []
      visit(block, (node: RootContent | typeof block) => {
        if (node.type === 'text') pieces.push({ node, joinable: true })
        if (node.type === 'inlineCode') pieces.push({ node, joinable: false })
        if (node.type === 'break' || node.type === 'image')
          pieces.push({ node: { value: '\0' }, joinable: false })
      })
      for (const [index, { node, joinable }] of pieces.entries()) {
        if (!joinable || !node.value.includes('\n')) continue
        const before = pieces[index - 1]?.node.value ?? ''
        const after = pieces[index + 1]?.node.value ?? ''
        node.value = node.value.replace(/[ \t]*\n[ \t]*/g, (whole, offset: number) => {
          const left = lastCharacter(node.value.slice(0, offset) || before)
          const right = firstCharacter(node.value.slice(offset + whole.length) || after)
          return unspaced.test(left) && unspaced.test(right) && (letter.test(left) || letter.test(right))
            ? ''
            : whole
        })
      }
    })
  }
}

function lastCharacter(text: string): string {
  return [...text.slice(-2)].at(-1) ?? ''
}

function firstCharacter(text: string): string {
  return [...text.slice(0, 2)][0] ?? ''
}
