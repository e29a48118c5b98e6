import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Chart, chart, type LocatorMap, map } from './declarations.ts'

export type Declared = { charts: Chart[]; maps: LocatorMap[] }

/**
 * Reads what `charts.yaml` and `maps.yaml` declare. Throws with a line that names the file, the place in it and
 * what is wrong.
 */
export function readDeclared(directory: string): Declared {
  return {
    charts: read(`${directory}/charts.yaml`, z.array(chart)),
    maps: read(`${directory}/maps.yaml`, z.array(map)),
  }
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')))
  if (result.success) return result.data
  const [{ path = [], message = '' } = {}] = result.error.issues
  throw new Error(`${file}: ${path.join('.')}: ${message}`)
}
