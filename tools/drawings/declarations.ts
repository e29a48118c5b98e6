import { z } from 'zod'

const name = z.string().regex(/^[a-z0-9-]+$/)
/** The folder, below `articles/`, of the story that shows it. */
const folder = z.string().regex(/^\d{4}\/\d{2}\/\d{2}$/)
const text = z.string().min(1)

const chartWords = z.strictObject({
  title: text,
  /** What is counted, in which unit. */
  unit: text,
  /** One for each row. */
  rows: z.array(text),
  /** What the bars of one row stand for, when it has several. */
  series: z.array(text).optional(),
  /** Who counted. */
  source: text,
})

/** A chart, as declared in `charts.yaml`. */
export const chart = z
  .strictObject({
    name,
    folder,
    form: z.enum(['bars', 'line']),
    /** Rows with their figures, none below zero. */
    values: z.array(z.array(z.number().nonnegative()).min(1)).min(2),
    /** The row the chart is about, counted from 0. */
    highlight: z.number().int().nonnegative().optional(),
    /** The number of digits after the point. */
    digits: z.number().int().min(0).max(3).default(0),
    words: z.record(z.string(), chartWords),
  })
  .superRefine(({ values, words }, context) => {
    const [first] = values
    for (const [lang, { rows, series }] of Object.entries(words)) {
      if (rows.length !== values.length)
        context.addIssue(`${lang} names ${rows.length} rows; there are ${values.length}.`)
      if ((series?.length ?? 1) !== first?.length)
        context.addIssue(`${lang} names ${series?.length ?? 1} series; there are ${first?.length}.`)
    }
    if (values.some(({ length }) => length !== first?.length)) context.addIssue('The rows differ in length.')
  })

export type Chart = z.infer<typeof chart>

/** Degrees, east and north. */
const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

const place = z.strictObject({
  id: name,
  at: point,
  /** A town has a dot; a country or a sea is only a name. */
  kind: z.enum(['here', 'town', 'country', 'sea']),
  /** The side of its dot on which a town's name is written. */
  side: z.enum(['left', 'right']).default('right'),
})

/** A locator map, as declared in `maps.yaml`. */
export const map = z
  .strictObject({
    name,
    folder,
    /** The south-west and north-east corners of what must be visible; the map may show more on two sides. */
    window: z.tuple([point, point]),
    /** Length of the scale, in kilometres. */
    scale: z.number().positive(),
    places: z.array(place).min(1),
    /** Borders in these windows are not drawn: Natural Earth shows who controls a place, not always who owns it. */
    undrawn: z.array(z.tuple([point, point])).default([]),
    /** Language → the names of the places and of everything else on the map. */
    words: z.record(z.string(), z.record(z.string(), text)),
  })
  .superRefine(({ places, words }, context) => {
    for (const [lang, names] of Object.entries(words))
      for (const id of [...places.map((one) => one.id), 'scale', 'source'])
        if (!Object.hasOwn(names, id)) context.addIssue(`${lang} has no word for ${id}.`)
  })

export type LocatorMap = z.infer<typeof map>
