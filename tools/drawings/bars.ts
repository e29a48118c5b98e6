import { escapeXml } from '../../lib/runtime/xml.ts'
import type { ChartWords } from './chart-page.ts'
import type { Chart } from './declarations.ts'
import { figureFormat } from './figures.ts'
import { ink } from './frame.ts'

/** The longest bar's share of the width, in per cent; its figure needs the rest. */
const longest = 82

/** Bars that begin at zero, each with its figure, the longest at full length; HTML, so that they are mirrored for Arabic. */
export function barRows({ values, highlight, digits }: Chart, words: ChartWords, lang: string): string {
  const most = Math.max(...values.flat())
  const figure = figureFormat(lang, digits)
  const rows = values.map((row, index) => {
    const bars = row.map((value, series) => {
      const kind = row.length > 1 ? `series-${series}` : index === highlight ? 'highlight' : ''
      const width = ((value / most) * longest).toFixed(3)
      return `<div class="bar ${kind}"><i style="inline-size:${width}%"></i><b>${escapeXml(figure(value))}</b></div>`
    })
    return `<li><span>${escapeXml(words.rows[index] ?? '')}</span>${bars.join('')}</li>`
  })
  return `${legend(words.series ?? [])}<ul>${rows.join('')}</ul>`
}

function legend(series: readonly string[]): string {
  const entries = series.map(
    (name, index) => `<span class="bar series-${index}"><i></i>${escapeXml(name)}</span>`,
  )
  return entries.length > 0 ? `<p class="legend">${entries.join('')}</p>` : ''
}

export const barStyles = `
  ul { list-style: none; border-inline-start: 1.5px solid ${ink.text}; }
  li + li { margin-block-start: 9px; }
  li > span { display: block; margin-block-end: 2px; padding-inline-start: 6px; line-height: 1.3; }
  .bar { display: flex; gap: 6px; align-items: center; line-height: 1; }
  .bar i { block-size: 15px; background: ${ink.plain}; }
  .bar + .bar { margin-block-start: 2px; }
  .bar.highlight i, .bar.series-1 i { background: ${ink.strong}; }
  .bar.series-0 i { background: ${ink.pale}; }
  .bar b { font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .legend { display: flex; gap: 18px; margin-block: -4px 12px; }
  .legend .bar { margin: 0; }
  .legend i { inline-size: 15px; }
`
