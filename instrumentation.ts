/**
 * Next's hook for OpenTelemetry, called once when one of Next's own servers starts: it traces `next start` and
 * `npm run dev`. The page server starts tracing by itself, before Next.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.DATELINE_PAGE_SERVER) return
  const { readEnvironment } = await import('./lib/runtime/environment.ts')
  const { tracing, logLevel } = readEnvironment(process.env)
  if (!tracing) return
  const { createLog } = await import('./lib/runtime/log.ts')
  const { startTracing } = await import('./lib/serve/operations/tracing.ts')
  startTracing(tracing, createLog(logLevel))
}
