import sharp from 'sharp'
import { escapeXml } from '../../runtime/xml.ts'
import { familiesFor } from './faces.ts'

/** How a text is to be set; lengths in pixels. */
export type Setting = {
  lang: string
  rtl: boolean
  colour: string
  /** Largest first. */
  sizes: readonly number[]
  width: number
  height: number
}

/** A text that has been set: pixels with transparency, within the allowed size. */
export type SetText = { data: Buffer; width: number; height: number }

/** More letters than this fit on no card at any size. */
const maxLetters = 400

/**
 * Sets a text in the largest size at which all of it fits without breaking a word. If it does not fit even in the smallest,
 * it is cut and ends in "…". Undefined when not even its beginning fits.
 *
 * @param text made only of characters the typefaces have; see settable
 */
export async function setText(text: string, setting: Setting): Promise<SetText | undefined> {
  const smallest = setting.sizes.at(-1) ?? 0
  const short = shortened(text)
  if (short === text) {
    for (const size of setting.sizes) {
      const whole = await rasterised(text, size, setting, size === smallest ? 'word-char' : 'word')
      if (fits(whole, setting)) return whole
    }
  }
  return beginning(short, smallest, setting)
}

/** As many of a text's words as fit with "…" after them, or of its letters when it has hardly any spaces. */
async function beginning(text: string, size: number, setting: Setting): Promise<SetText | undefined> {
  const words = segments(text, setting.lang, 'word')
  const parts = words.length < 6 ? segments(text, setting.lang, 'grapheme') : words
  let best: SetText | undefined
  for (let low = 1, high = parts.length; low <= high; ) {
    const middle = (low + high) >> 1
    const cut = parts
      .slice(0, middle)
      .join('')
      .replace(/[\s\p{P}]+$/u, '')
    const attempt = await rasterised(`${cut}…`, size, setting, 'word-char')
    if (fits(attempt, setting)) {
      best = attempt
      low = middle + 1
    } else high = middle - 1
  }
  return best
}

function shortened(text: string): string {
  return [...text].slice(0, maxLetters).join('')
}

function segments(text: string, lang: string, granularity: 'word' | 'grapheme'): string[] {
  return [...new Intl.Segmenter(lang, { granularity }).segment(text)].map(({ segment }) => segment)
}

function fits({ width, height }: SetText, most: Setting): boolean {
  return width <= most.width && height <= most.height
}

/** A mark that sets the paragraph's direction, whatever its first letter is. */
const rightToLeft = '\u200f'
const leftToRight = '\u200e'

async function rasterised(
  text: string,
  size: number,
  { lang, rtl, colour, width }: Setting,
  wrap: 'word' | 'word-char',
): Promise<SetText> {
  const marked = escapeXml((rtl ? rightToLeft : leftToRight) + text)
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}" lang="${escapeXml(lang)}">${marked}</span>`,
      font: `${familiesFor(lang)} Bold ${size}`,
      width,
      // One point is one pixel.
      dpi: 72,
      rgba: true,
      wrap,
      // The typefaces' own line spacing is meant for body text; Arabic's is the widest.
      spacing: -Math.round(size / (rtl ? 4 : 8)),
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
