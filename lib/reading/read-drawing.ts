import { statSync } from 'node:fs'
import { cleanDrawing, maxDrawingBytes, type SvgDrawing } from '../assets/drawings/clean-drawing.ts'
import type { ContentFolder } from './content-folder.ts'

/** The drawing in an SVG file of the content folder, fit to be served; or what is wrong with it, as two sentences. */
export function readDrawing(folder: ContentFolder, name: string): SvgDrawing | { message: string } {
  const shown = name.slice(0, 60)
  const file = folder.locate(name)
  if (file === undefined)
    return {
      message: `The drawing ${shown} is not there. Put the file beside site.yaml, or correct its name.`,
    }
  const { size } = statSync(/* turbopackIgnore: true */ file)
  if (size > maxDrawingBytes) {
    const most = `${maxDrawingBytes / 1024} KB is the most, because every reader loads it`
    return {
      message: `The drawing ${shown} has ${Math.ceil(size / 1024)} KB; ${most}. Export it as plain SVG without pictures inside.`,
    }
  }
  const text = folder.readText(name)
  if (!text.ok) return { message: text.problems[0]?.message ?? 'The file cannot be read.' }
  const drawing = cleanDrawing(text.value)
  return 'fault' in drawing ? { message: `The drawing ${shown} ${drawing.fault}` } : drawing
}
