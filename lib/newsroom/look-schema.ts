import { z } from 'zod'
import { exact, group } from './fields.ts'
import {
  type ChosenColours,
  colourIn,
  contrast,
  legible,
  palettes,
  schemes,
  textContrast,
} from './palette.ts'

const colourAdvice = 'Write one such as "#8f2d1d", in quotes.'

/** A colour as CSS writes it, read into `#rrggbb`: what stands in the file is never copied into a page. */
const colour = exact(colourAdvice, 100).transform((text, ctx) => {
  const found = colourIn(text)
  if (found !== undefined) return found
  ctx.addIssue({ code: 'custom', message: `is not a solid colour: "${text}". ${colourAdvice}` })
  return z.NEVER
})

const chosen = group(
  {
    /** Behind everything. */
    paper: colour.optional(),
    /** Text and rules. */
    ink: colour.optional(),
    /** Section names, and whatever is to be seen first. */
    accent: colour.optional(),
    /** The band across the top of every page. */
    band: colour.optional(),
  },
  'Write paper, ink, accent or band.',
)

const drawingAdvice = 'Name an SVG file that lies beside site.yaml.'

/** A drawing in the content folder. */
const drawing = exact(drawingAdvice, 200).refine((name) => /\.svg$/i.test(name), {
  error: `is no SVG file. ${drawingAdvice}`,
})

const heights = { min: 16, usual: 40, max: 120 }
const heightAdvice = `is not a height. Write whole pixels from ${heights.min} to ${heights.max}.`

const faceAdvice = 'Write serif, sans, or the name of a WOFF2 file that lies beside site.yaml.'

/** Whether headlines are set in a face of the newsroom's own. */
export function namesFace(headlines: string): boolean {
  return /\.woff2$/i.test(headlines)
}

/** How the paper looks. */
export const lookSchema = group(
  {
    /** Stands in place of the name at the top of every page; dark pages may have one of their own. */
    logo: group(
      {
        light: drawing,
        dark: drawing.optional(),
        /** In pixels, on wide screens; on phones it is less when the page would be too narrow. */
        height: z
          .int({ error: heightAdvice })
          .min(heights.min, { error: heightAdvice })
          .max(heights.max, { error: heightAdvice })
          .default(heights.usual),
      },
      'Write light, and perhaps dark and height.',
    ).optional(),
    /** What headlines and the paper's name are set in: the reader's own serif or sans, or a face of the newsroom's. */
    headlines: exact(faceAdvice, 200)
      .refine((name) => ['serif', 'sans'].includes(name) || namesFace(name), {
        error: `is no typeface. ${faceAdvice}`,
      })
      .default('serif'),
    /** Colours left out are the usual ones, or follow from those that are given. */
    colours: group({ light: chosen.optional(), dark: chosen.optional() }, 'Write light, dark or both.')
      .superRefine(checkLegible)
      .optional(),
  },
  'Write logo, headlines or colours.',
)

/** Text that cannot be read is a mistake and not a matter of taste (WCAG 2.2, 1.4.3). */
function checkLegible(colours: ChosenColours, ctx: z.RefinementCtx) {
  const all = palettes(colours)
  for (const scheme of schemes)
    for (const name of ['ink', 'accent'] as const) {
      const chosenHere = colours[scheme] ?? {}
      const { paper, wash, [name]: colour } = all[scheme]
      const least = Math.min(contrast(colour, paper), contrast(colour, wash))
      if (least >= textContrast) continue
      const field = chosenHere[name] === undefined ? 'paper' : name
      const pair = field === 'paper' ? `gives the ${name} ${colour}` : `has`
      const ground = field === 'paper' ? '' : ` on the paper ${paper}`
      const better = legible(colour, [paper, wash])
      ctx.addIssue({
        code: 'custom',
        path: [scheme, field],
        message: `${pair} a contrast of ${rounded(least)}:1${ground}; text needs ${textContrast}:1. Write ${name}: "${better}", or another that can be read.`,
      })
    }
}

/** Down, so that what is too little never looks like enough. */
function rounded(ratio: number): number {
  return Math.floor(ratio * 10) / 10
}
