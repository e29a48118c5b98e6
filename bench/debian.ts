import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The path of a program: the installed one, or, as root on Debian, one installed now.
 *
 * @param packages of Debian that contain it and what it needs
 */
export function findProgram(name: string, packages: readonly string[] = [name]): string | undefined {
  const program = present(name)
  return program !== undefined && packages.every(isInstalled) ? program : install(name, packages)
}

/** Whether Debian has a package installed. A program's path does not show its companions; elsewhere they may be there. */
function isInstalled(name: string): boolean {
  const { status } = spawnSync('dpkg-query', ['--listfiles', name], { stdio: 'ignore' })
  return status === null || status === 0
}

function present(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function install(name: string, packages: readonly string[]): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return present(name)
  console.error(`Installing Debian’s ${packages.join(' and ')}…`)
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]])
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  return present(name)
}
