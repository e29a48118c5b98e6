import { escapeXml } from '../../lib/runtime/xml.ts'

/**
 * The width of a drawing in CSS pixels, the same as on a phone, so that what is readable here is readable there. It is
 * saved six times as large.
 */
export const drawingWidth = 400
export const drawingScale = 6

/** The colours of the newsroom's illustrations. Those of charts also differ in lightness, for colour-blind readers. */
export const ink = {
  paper: '#faf6ee',
  text: '#14324a',
  muted: '#55656f',
  rule: '#d9cfbd',
  strong: '#b9461f',
  plain: '#2f7f8c',
  pale: '#9dbdc0',
  sea: '#b9d5d8',
  land: '#f3e8d2',
} as const

const sans = 'system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", sans-serif'
const serif = '"Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", Georgia, serif'

/** A page with nothing but a drawing, `#drawing`. @param body HTML @param styles for its content */
export function drawingPage(lang: string, body: string, styles: string): string {
  const direction = lang === 'ar' ? 'rtl' : 'ltr'
  return `<!doctype html><html lang="${escapeXml(lang)}" dir="${direction}"><meta charset="utf-8"><style>
    * { box-sizing: border-box; margin: 0; padding: 0; }
    body { color: ${ink.text}; font: 12.5px/1.4 ${sans}; }
    #drawing { position: relative; inline-size: ${drawingWidth}px; overflow: hidden; background: ${ink.paper}; }
    h1 { font: 700 18px/1.25 ${serif}; text-wrap: balance; }
    ${styles}
    </style><body><main id="drawing">${body}</main></body></html>`
}
