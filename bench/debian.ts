import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The path of a program that Debian has in the package of the same name: the installed one, or, as root on Debian,
 * installed here and now.
 */
export function findProgram(name: string): string | undefined {
  return present(name) ?? install(name)
}

function present(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function install(name: string): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.error(`Installing Debian’s ${name}…`)
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', name]])
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  return present(name)
}
