import { readFileSync, statSync } from 'node:fs'
import { cleanDrawing, maxDrawingBytes, type SvgDrawing } from '../assets/drawings/clean-drawing.ts'
import { type Face, maxFaceBytes, readFace } from '../assets/faces/read-face.ts'
import type { ContentFolder } from './content-folder.ts'

/** What is wrong with a file that gives the paper its look, as two sentences. */
export type LookFault = { message: string }

/** The drawing in an SVG file of the content folder, fit to be served. */
export function readDrawing(folder: ContentFolder, name: string): SvgDrawing | LookFault {
  const bytes = bytesOf(folder, name, maxDrawingBytes, 'Export it as plain SVG without pictures inside.')
  if (!Buffer.isBuffer(bytes)) return bytes
  const drawing = cleanDrawing(bytes.toString('utf8'))
  return 'fault' in drawing ? { message: `The file ${shown(name)} ${drawing.fault}` } : drawing
}

/** The typeface in a WOFF2 file of the content folder. */
export function readHeadlineFace(folder: ContentFolder, name: string): Face | LookFault {
  const bytes = bytesOf(folder, name, maxFaceBytes, 'Save it with fewer letters, those your headlines need.')
  if (!Buffer.isBuffer(bytes)) return bytes
  const face = readFace(bytes)
  return 'fault' in face ? { message: `The file ${shown(name)} ${face.fault}` } : face
}

function bytesOf(folder: ContentFolder, name: string, max: number, remedy: string): Buffer | LookFault {
  const file = folder.locate(name)
  if (file === undefined)
    return {
      message: `The file ${shown(name)} is not there. Put it beside site.yaml, or correct its name.`,
    }
  const { size } = statSync(/* turbopackIgnore: true */ file)
  if (size <= max) return readFileSync(/* turbopackIgnore: true */ file)
  const sizes = `has ${Math.ceil(size / 1024)} KB; ${max / 1024} KB is the most, because every reader loads it`
  return { message: `The file ${shown(name)} ${sizes}. ${remedy}` }
}

function shown(name: string): string {
  return name.slice(0, 60)
}
