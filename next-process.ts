import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import next from 'next'
import { readEnvironment } from './lib/runtime/environment.ts'
import { createLog, logChannel } from './lib/runtime/log.ts'
import { aliveEvery, tellPageServer } from './lib/serve/next/messages.ts'
import { captureOutput } from './lib/serve/operations/capture-output.ts'
import { keepAliveTimeout } from './lib/serve/operations/limits.ts'
import { createLogOutlet } from './lib/serve/operations/log-outlet.ts'
import { listenPrivately } from './lib/serve/operations/private-listener.ts'
import { surviveErrors } from './lib/serve/operations/survive.ts'

// The process Next runs in, started by the page server (lib/serve/next): a page that is being made holds up no reader of
// a page that is kept. It ends when the page server lets go of it, in whatever way that ended.

/** For answers that are under way, milliseconds. */
const drainTimeout = 10_000
/** For the last lines of the log, milliseconds. */
const logPatience = 1000

setPriority(5)
const letGo = once(process, 'disconnect')
// A signal to all of a terminal's processes is for the page server, which needs this one a little longer.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

const { port, dataDir, logLevel, tracing } = readEnvironment(process.env)
const log = createLog(logLevel)
const outlet = createLogOutlet(process.stdout)
subscribe(logChannel, (line) => outlet.write(String(line)))
captureOutput(log)
// Before Next is there, so that it misses nothing.
const traces = tracing && (await import('./lib/serve/operations/tracing.ts')).startTracing(tracing, log)
// For next.config.mjs.
process.env.DATELINE_PAGE_SERVER = 'yes'
const app = next({ dev: false, dir: '.', hostname: 'localhost', port })
await app.prepare()
surviveErrors(log, (what) => tellPageServer({ kind: 'uncaught', what }))
const listener = await listenPrivately(
  app.getRequestHandler() as RequestListener,
  { keepAliveTimeout },
  join(dataDir, 'socket'),
  log,
  (socketPath) => tellPageServer({ kind: 'listening', socketPath }),
)
setInterval(() => tellPageServer({ kind: 'alive' }), aliveEvery).unref()

await letGo
await listener.close(drainTimeout)
await app.close()
await traces?.close()
await outlet.flushed(logPatience)
process.exit(0)
