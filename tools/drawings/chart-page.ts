import { escapeXml } from '../../lib/runtime/xml.ts'
import { barRows, barStyles } from './bars.ts'
import type { Chart } from './declarations.ts'
import { drawingPage, ink } from './frame.ts'
import { lineSvg } from './line.ts'

export type ChartWords = Chart['words'][string]

const forms = { bars: barRows, line: lineSvg } satisfies Record<
  Chart['form'],
  (chart: Chart, words: ChartWords, lang: string) => string
>

/** The page that shows a chart in one of its languages. */
export function chartPage(chart: Chart, words: ChartWords, lang: string): string {
  const body = `<h1>${escapeXml(words.title)}</h1><p class="unit">${escapeXml(words.unit)}</p>${forms[
    chart.form
  ](chart, words, lang)}<p class="source">${escapeXml(words.source)}</p>`
  return drawingPage(lang, `<div class="chart">${body}</div>`, styles)
}

const styles = `
  .chart { padding: 20px 20px 16px; border-block-start: 5px solid ${ink.text}; }
  .unit { margin-block: 3px 14px; color: ${ink.muted}; }
  .source { margin-block-start: 14px; padding-block-start: 8px; border-block-start: 1px solid ${ink.rule};
    color: ${ink.muted}; font-size: 11.5px; }
  ${barStyles}
`
