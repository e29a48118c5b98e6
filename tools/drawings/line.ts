import { escapeXml } from '../../lib/runtime/xml.ts'
import type { ChartWords } from './chart-page.ts'
import type { Chart } from './declarations.ts'
import { figureFormat, roundStep } from './figures.ts'
import { ink } from './frame.ts'

/** CSS pixels; the plot is inside, with the labels of its axes around it. */
const size = { width: 360, height: 212 }
const plot = { left: 34, right: 352, top: 14, bottom: 190 }
/** Space between the axis and the first point, for its figure. */
const inset = 20

/**
 * A line from left to right, because time runs so in charts of every language, over an axis that begins at zero. The
 * first, the last, the lowest and the highlighted point have their figures.
 */
export function lineSvg({ values, highlight, digits }: Chart, words: ChartWords, lang: string): string {
  const heights = values.map(([value = 0]) => value)
  const step = roundStep(Math.max(...heights))
  const top = Math.ceil(Math.max(...heights) / step) * step
  const figure = figureFormat(lang, digits)
  const x = (index: number) =>
    plot.left + inset + (index / (heights.length - 1)) * (plot.right - plot.left - 2 * inset)
  const y = (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top)

  const gridlines = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => {
    const level = y(index * step).toFixed(2)
    const colour = index === 0 ? ink.text : ink.rule
    return `<path d="M${plot.left},${level}H${plot.right}" stroke="${colour}"/>${label(
      plot.left - 6,
      Number(level) + 4,
      'end',
      figure(index * step),
    )}`
  })
  const points = heights.map((value, index) => `${x(index).toFixed(2)},${y(value).toFixed(2)}`)
  const lowest = heights.indexOf(Math.min(...heights))
  const told = new Set([0, lowest, heights.length - 1, highlight ?? 0])
  const marks = [...told].map((index) => {
    const value = heights[index] ?? 0
    const colour = index === highlight ? ink.strong : ink.plain
    return `<circle cx="${x(index)}" cy="${y(value)}" r="4.5" fill="${colour}" stroke="${ink.paper}" stroke-width="1.5"/>
      ${label(x(index), y(value) + (index === lowest ? 20 : -10), 'middle', figure(value), 'figure')}
      ${label(x(index), plot.bottom + 18, 'middle', words.rows[index] ?? '')}`
  })
  return `<svg class="line" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" direction="ltr">
    <style>.line text { fill: ${ink.muted}; font-size: 12px } .line .figure { fill: ${ink.text}; font-weight: 700; font-size: 13px }</style>
    ${gridlines.join('')}
    <polyline points="${points.join(' ')}" fill="none" stroke="${ink.plain}" stroke-width="2.75" stroke-linejoin="round"/>
    ${marks.join('')}</svg>`
}

function label(x: number, y: number, anchor: string, text: string, kind = ''): string {
  return `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}">${escapeXml(text)}</text>`
}
