import { expect, it } from 'vitest'
import { render } from '../testing/markdown.ts'

const table = '| a |\n|---|\n| b |\n'

/** The names of what can be scrolled by keyboard, in order. */
function regions(html: string): string[] {
  return [...html.matchAll(/<(section|pre)[^>]* tabindex="0"[^>]* aria-label="([^"]*)"/g)].map(
    ([, tag, name]) => `${tag}: ${name}`,
  )
}

it.each([
  ['a table', table, ['section: Table']],
  ['two tables', `${table}\n${table}`, ['section: Table 1', 'section: Table 2']],
  [
    'one that is HTML',
    `${table}\n<table><tr><td>c</td></tr></table>`,
    ['section: Table 1', 'section: Table 2'],
  ],
  ['code', '```\na\n```', ['pre: Code']],
  ['of each', `${table}\n\`\`\`\na\n\`\`\`\n\n    b`, ['section: Table', 'pre: Code 1', 'pre: Code 2']],
])('every scrolling region has a name of its own: %s', (_, body, expected) => {
  expect(regions(render(body))).toEqual(expected)
})

it.each([
  ['- [ ] a *b*', '<label><input type="checkbox" disabled> a <em>b</em></label></li>'],
  [
    '- [x] a\n  - [ ] b',
    '<label><input type="checkbox" checked disabled> a\n</label><ul class="contains-task-list">',
  ],
  ['- [x] a\n\n  b', '<p><label><input type="checkbox" checked disabled> a</label></p>\n<p>b</p>'],
])('the box of a task is named by its words: %s', (body, expected) => {
  expect(render(body)).toContain(expected)
})
