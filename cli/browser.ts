import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { fail } from './fail.ts'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable']

/** Flags that keep Chromium quiet, and let it run without a network and as root. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a Chromium to test and draw with: the one named by PLAYWRIGHT_CHROMIUM_PATH, an installed one,
 * Playwright's own download, or Debian's package, which is installed now.
 */
export function findChromium(): string {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (named)
    return existsSync(named) ? named : fail(`PLAYWRIGHT_CHROMIUM_PATH is "${named}", which is not there.`)
  return (
    present() ??
    download() ??
    installPackage() ??
    fail('No Chromium was found. Install one and set PLAYWRIGHT_CHROMIUM_PATH to it.')
  )
}

function present(): string | undefined {
  return [...installed, chromium.executablePath()].find((path) => existsSync(path))
}

function download(): string | undefined {
  console.error('Downloading Chromium…')
  run(process.execPath, 'node_modules/playwright/cli.js', 'install', 'chromium')
  return present()
}

function installPackage(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.error('Installing Debian’s Chromium…')
  run('apt-get', 'update')
  run(
    'apt-get',
    'install',
    '--yes',
    '--no-install-recommends',
    'chromium',
    'fonts-noto-core',
    'fonts-noto-cjk',
  )
  return present()
}

function run(program: string, ...args: string[]) {
  spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
