import { statSync } from 'node:fs'

/** Tells one file from another that takes its place; nothing when there is none, or it cannot be looked at. */
export function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(/* turbopackIgnore: true */ path)
    return `${dev}:${ino}`
  } catch {
    // Whoever opens it is told why.
    return undefined
  }
}
