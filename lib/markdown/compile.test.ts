import { describe, expect, it } from 'vitest'
import { fragmentTargets, ids, render, testLabels } from '../testing/markdown.ts'

describe('tables', () => {
  it('are in a region that scrolls and can be reached by keyboard', () => {
    expect(render('| a | b | c |\n| :- | :-: | -: |\n| 1 | **2** | 3 |')).toBe(
      '<section class="table-scroll" tabindex="0" aria-label="Table"><table>\n' +
        '<thead>\n<tr>\n<th>a</th>\n<th class="center">b</th>\n<th class="right">c</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td>1</td>\n<td class="center"><strong>2</strong></td>\n<td class="right">3</td>\n</tr>\n</tbody>\n' +
        '</table></section>',
    )
  })

  it('are named in the story’s language', () => {
    const labels = { ...testLabels, table: 'جدول "1"' }
    expect(render('| a |\n| - |', { labels })).toContain('aria-label="جدول &#x22;1&#x22;"')
  })
})

describe('task lists', () => {
  it('show boxes that cannot be changed', () => {
    expect(render('- [ ] open\n- [x] done')).toBe(
      '<ul class="contains-task-list">\n' +
        '<li class="task-list-item"><label><input type="checkbox" disabled> open</label></li>\n' +
        '<li class="task-list-item"><label><input type="checkbox" checked disabled> done</label></li>\n' +
        '</ul>',
    )
  })
})

describe('footnotes', () => {
  const labels = {
    ...testLabels,
    notes: 'الحواشي',
    backToText: (note: number) => `العودة من ${note}`,
    linkToHeading: '',
    table: '',
  }

  it('have a heading and links back in the story’s language', () => {
    const html = render('A[^x] b[^y]\n\n[^x]: First.\n\n[^y]: Second.', { labels })
    expect(html).toContain('<h2 class="sr-only" id="footnote-label">الحواشي</h2>')
    expect([...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
      'العودة من 1',
      'العودة من 2',
    ])
  })

  it.each([
    ['one', 'A[^1]\n\n[^1]: N', 2],
    ['several', 'A[^1] b[^2] c[^3]\n\n[^1]: N\n\n[^2]: N\n\n[^3]: N', 6],
    ['one referred to twice', 'A[^1] b[^1]\n\n[^1]: N', 4],
    ['names in other scripts', 'A[^注] b[^حاشية]\n\n[^注]: N\n\n[^حاشية]: N', 4],
    ['names with symbols', 'A[^a.b%20] b[^"c"]\n\n[^a.b%20]: N\n\n[^"c"]: N', 4],
    ['names objects have', 'A[^__proto__] b[^constructor]\n\n[^__proto__]: N\n\n[^constructor]: N', 4],
  ])('lead to the note and back: %s', (_, body, links) => {
    const html = render(body)
    expect(fragmentTargets(html)).toHaveLength(links)
    expect(new Set(ids(html)).size).toBe(ids(html).length)
    for (const target of fragmentTargets(html)) expect(ids(html)).toContain(target)
  })

  it('number notes in the order of the text', () => {
    const html = render('A[^z] b[^a]\n\n[^a]: Second.\n\n[^z]: First.')
    expect(html.indexOf('First.')).toBeLessThan(html.indexOf('Second.'))
    expect(html).toContain('href="#note.fn-z" id="note.fnref-z"')
    expect(html).toContain('aria-describedby="footnote-label">1</a>')
  })

  it('leave out notes that nothing refers to', () => {
    expect(render('A\n\n[^1]: N')).toBe('<p>A</p>')
  })
})

describe('compileMarkdown', () => {
  it('gives the same HTML for the same input', () => {
    const body = '## A\n\nText[^1] [l](story.md)\n\n![a](a.jpg)\n\n[^1]: N'
    const context = { dateline: 'ISTANBUL', agencyCredit: '(Reuters)' }
    expect(render(body, context)).toBe(render(body, context))
    expect(render('## A')).toContain('id="a"')
  })

  it('renders nothing for an empty body', () => {
    expect(render('')).toBe('')
  })
})
