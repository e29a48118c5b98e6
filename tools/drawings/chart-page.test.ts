import { describe, expect, it } from 'vitest'
import { chartPage } from './chart-page.ts'
import { chart } from './declarations.ts'

const words = (title: string, rows: string[]) => ({ title, unit: 'u', rows, source: 's' })
const catches = {
  name: 'catches',
  folder: '2025/05/06',
  form: 'bars',
  values: [[13_500], [10_800], [0]],
  highlight: 1,
  words: {
    en: words('Herring <b>', ['Asked', 'Agreed', 'None']),
    ar: words('الرنجة', ['طُلب', 'اتُّفق عليه', 'لا شيء']),
    'zh-Hans': words('鲱鱼', ['要求', '商定', '无']),
  },
}

function drawn(lang: keyof typeof catches.words, more: object = {}): string {
  const checked = chart.parse({ ...catches, ...more })
  return chartPage(checked, catches.words[lang], lang)
}

describe('a bar chart', () => {
  it('has bars in proportion to their figures, from zero', () => {
    const lengths = [...drawn('en').matchAll(/inline-size:([\d.]+)%/g)].map(([, length]) => Number(length))
    expect(lengths[1] ?? 0).toBeCloseTo((lengths[0] ?? 0) * (10_800 / 13_500), 2)
    expect(lengths[2]).toBe(0)
  })

  it.each([
    ['en', 'ltr', '13,500', 'Agreed'],
    ['ar', 'rtl', '13,500', 'اتُّفق عليه'],
    ['zh-Hans', 'ltr', '1.35万', '商定'],
  ] as const)('speaks its language: %s', (lang, direction, figure, row) => {
    const page = drawn(lang)
    expect(page).toContain(`<html lang="${lang}" dir="${direction}">`)
    expect(page).toContain(`<b>${figure}</b>`)
    expect(page).toContain(`<span>${row}</span>`)
  })

  it('shows words as text, not as HTML', () => {
    expect(drawn('en')).toContain('<h1>Herring &lt;b&gt;</h1>')
  })
})

describe('a line chart', () => {
  it('begins at zero and labels its first, lowest and last figure', () => {
    const page = drawn('en', { form: 'line', values: [[80], [20], [60]], highlight: 2 })
    const texts = [...page.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(texts).toEqual(['0', '20', '40', '60', '80', '80', 'Asked', '20', 'Agreed', '60', 'None'])
    const heights = [...page.matchAll(/<circle[^>]* cy="([\d.]+)"/g)].map(([, y]) => Number(y))
    const [zero = 0] = [...page.matchAll(/<path d="M34,([\d.]+)H/g)].map(([, y]) => Number(y))
    const [first = 0, lowest = 0, last = 0] = heights
    expect((zero - lowest) / (zero - first)).toBeCloseTo(20 / 80, 3)
    expect((zero - last) / (zero - first)).toBeCloseTo(60 / 80, 3)
  })
})

describe('a chart’s declaration', () => {
  it.each([
    [
      'a row without a name',
      { words: { en: words('t', ['Asked', 'Agreed']) } },
      'en names 2 rows; there are 3.',
    ],
    ['rows of several lengths', { values: [[1], [1, 2], [3]] }, 'The rows differ in length.'],
    [
      'bars without names',
      {
        values: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
      'en names 1 series; there are 2.',
    ],
    ['less than nothing', { values: [[-1], [2], [3]] }, 'Too small'],
    ['a folder elsewhere', { folder: '../../etc' }, 'Invalid string'],
  ])('is refused with %s', (_, more, message) => {
    const { error } = chart.safeParse({ ...catches, ...more })
    expect(error?.issues[0]?.message).toContain(message)
  })
})
