import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nextCommand } from '../cli/next-command.ts'
import { freePort } from '../e2e/site.ts'
import { type Server, startServer } from './processes.ts'

/** A site with nothing but pictures in `public/` and Next's own optimizer, set to our widths and qualities. */
const files = {
  'app/layout.tsx':
    'export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html lang="en"><body>{children}</body></html>\n}\n',
  'app/page.tsx': 'export default function Page() {\n  return <p>Pictures</p>\n}\n',
}

export type NextImageSettings = { widths: readonly number[]; qualities: readonly number[] }

/**
 * Builds and starts that site in a temporary folder, which is removed when the server stops.
 *
 * @param pictures file name → file
 */
export async function startNextImage(
  pictures: Readonly<Record<string, string>>,
  { widths, qualities }: NextImageSettings,
): Promise<Server> {
  // Within the project, so that Next and React are found.
  mkdirSync('.tmp', { recursive: true })
  const folder = mkdtempSync(join('.tmp', 'next-image-'))
  const images = { deviceSizes: widths, imageSizes: [], qualities, formats: ['image/avif', 'image/webp'] }
  const all = { ...files, 'next.config.mjs': `export default ${JSON.stringify({ images })}\n` }
  try {
    for (const part of ['app', 'public']) mkdirSync(join(folder, part))
    for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text)
    for (const [name, file] of Object.entries(pictures)) cpSync(file, join(folder, 'public', name))
    // startServer requests this file to find out whether a server is up.
    writeFileSync(join(folder, 'public', 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    const built = spawnSync(process.execPath, [nextCommand, 'build', folder], { encoding: 'utf8' })
    if (built.status !== 0) throw new Error(`Next’s own site was not built: ${built.stderr}`)
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const args = [nextCommand, 'start', folder, '--port', String(port), '--hostname', '127.0.0.1']
    const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    const server = await startServer(url, process.execPath, args, env)
    const stop = async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
    return { ...server, stop }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** The URL of a picture from Next's optimizer. */
export function nextImagePath(name: string, width: number, quality: number): string {
  return `/_next/image?url=${encodeURIComponent(`/${name}`)}&w=${width}&q=${quality}`
}
