import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * The paths below `/_next/` at which a build has a file. Next renders a page for every other one, however many are asked
 * for, so the page server has to know.
 *
 * @param buildDir Next’s build folder, `.next`
 * @throws when it has no folder `static`
 */
export function buildFiles(buildDir: string): ReadonlySet<string> {
  const files = readdirSync(join(buildDir, 'static'), { recursive: true, withFileTypes: true })
  return new Set(
    files
      .filter((file) => file.isFile())
      .map((file) => `/_next/${relative(buildDir, join(file.parentPath, file.name)).split(sep).join('/')}`),
  )
}
