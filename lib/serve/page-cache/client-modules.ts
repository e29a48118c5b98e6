import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The ids of a build's own client components: everything a page may bring to life in the browser that is not Next's.
 * The manifests are Next's record of them, one for each route, as JSON assigned to a global.
 *
 * @param buildDir Next's build folder, `.next`
 */
export function clientModules(buildDir: string): Set<string> {
  const ids = new Set<string>()
  for (const file of readdirSync(join(buildDir, 'server', 'app'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('_client-reference-manifest.js')) continue
    const source = readFileSync(join(buildDir, 'server', 'app', file), 'utf8')
    const json = source.slice(source.indexOf('] = ') + 4).replace(/;\s*$/, '')
    const { clientModules: modules } = JSON.parse(json) as {
      clientModules: Record<string, { id: string | number }>
    }
    for (const [path, { id }] of Object.entries(modules)) {
      if (!path.includes('/node_modules/next/dist/')) ids.add(String(id))
    }
  }
  return ids
}

/**
 * Whether a page needs its scripts: it refers to a client component of the site's own in its flight data (a row such
 * as `3:I[39756,["/_next/…"],"default"]`), or React left a boundary open that a script is to fill.
 *
 * @param html the page as Next made it
 */
export function needsScript(html: string, ownModules: ReadonlySet<string>): boolean {
  if (html.includes('<!--$?-->')) return true
  for (const [, id = ''] of html.matchAll(/\bI\[\\?"?([^,"\\\]]+)\\?"?,/g))
    if (ownModules.has(id)) return true
  return false
}
