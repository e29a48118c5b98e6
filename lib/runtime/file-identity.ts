import { statSync } from 'node:fs'

/** Tells a file from another that replaces it; undefined when there is none, or it cannot be looked at. */
export function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(/* turbopackIgnore: true */ path)
    return `${dev}:${ino}`
  } catch {
    // Opening the file reports the reason.
    return undefined
  }
}
