// The entry point of every npm script. It runs on whatever Node the machine has (20 or newer), installs what is
// missing, and hands over to the Node this project pins. Nothing here may need a dependency.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCache, memoryVariables, nodeFlags } from './node-flags.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)
const installedMark = join(root, 'node_modules', '.dateline-installed')

process.chdir(root)
const [command = '', ...args] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node ${process.versions.node} is too old. Install Node 20 or newer.`)
}
if (!existsSync(join('cli', `${command}.ts`))) fail(`There is no command "${command}".`)
install()
run()

/** Installs the locked dependencies, unless this very lock file has been installed already. */
function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const installed = existsSync(installedMark) && readFileSync(installedMark, 'utf8') === lock
  if (installed && existsSync(pinnedNode)) return
  console.error('Installing dependencies…')
  const npm = process.env.npm_execpath
  const how = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...how], { stdio: ['ignore', 2, 2] })
    : spawnSync('npm', how, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) fail('Installing failed. Check the network and try npm ci.')
  if (!existsSync(pinnedNode))
    fail('The pinned Node is missing. Allow install scripts for the package "node" and run npm ci.')
  writeFileSync(installedMark, lock)
}

/** Runs the command under the pinned Node, passes signals on, and ends as it ends. */
function run() {
  const bin = join(root, 'node_modules', '.bin')
  const separator = process.platform === 'win32' ? ';' : ':'
  const child = spawn(pinnedNode, [...(nodeFlags[command] ?? []), join('cli', `${command}.ts`), ...args], {
    stdio: 'inherit',
    env: {
      ...memoryVariables,
      ...compileCache,
      ...process.env,
      PATH: `${bin}${separator}${process.env.PATH ?? ''}`,
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
  // Ctrl-C reaches the child directly; this process only has to outlive it.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', () => fail('The pinned Node cannot be run. Delete node_modules and try again.'))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
