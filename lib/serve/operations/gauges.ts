import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IndexDatabase } from '../../index/index-database.ts'
import { statement } from '../../index/index-database.ts'
import { contentChangedAt } from '../../index/queries/newsroom-queries.ts'
import type { PublishingState } from './health.ts'
import type { Gauge } from './metrics.ts'

const openFiles = '/proc/self/fd'

/** The process: memory in bytes, files and connections it holds open, when it was started. */
export function processGauges(): Gauge[] {
  const { rss, heapUsed, external } = process.memoryUsage()
  return [
    gauge('process_resident_memory_bytes', 'Memory of the whole process.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript objects.', heapUsed),
    gauge('nodejs_external_memory_bytes', 'Memory outside the heap: kept pages above all.', external),
    gauge(
      'process_start_time_seconds',
      'When it was started.',
      Math.round(Date.now() / 1000 - process.uptime()),
    ),
    ...(existsSync(openFiles)
      ? [gauge('process_open_fds', 'Open files and connections.', readdirSync(openFiles).length)]
      : []),
  ]
}

/** The process Next runs in. @param pid of it, if there is one now @param restarts how often it was started again */
export function nextGauges(pid: number | undefined, restarts: number): Gauge[] {
  const memory = pid && residentMemory(pid)
  return [
    counter('dateline_next_restarts_total', 'Times Next was started again.', restarts),
    ...(memory
      ? [gauge('dateline_next_resident_memory_bytes', 'Memory of the process Next runs in.', memory)]
      : []),
  ]
}

/** A process's memory in bytes (proc(5)); nothing where there is no /proc, or when it has ended. */
function residentMemory(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    // It ended while it was looked at.
    return undefined
  }
}

/** The index: stories, bytes, and when readers' content last changed. */
export function indexGauges(db: IndexDatabase): Gauge[] {
  const number = (sql: string) => Number(Object.values(statement(db, sql).get() ?? {})[0] ?? 0)
  return [
    gauge('dateline_index_stories', 'Stories readers can see.', number('SELECT count(*) FROM stories')),
    gauge(
      'dateline_index_bytes',
      'Size of the index.',
      number('PRAGMA page_count') * number('PRAGMA page_size'),
    ),
    gauge(
      'dateline_content_changed_timestamp_seconds',
      'When content last changed.',
      contentChangedAt(db) / 1000,
    ),
  ]
}

/** What publishing is doing. */
export function publishingGauges({ progress }: PublishingState): Gauge[] {
  const { isRunning = false, waiting = 0, lookedThroughAt, failedPulls = 0, wrong = [] } = progress ?? {}
  return [
    gauge('dateline_publish_running', 'Whether content is being read and published.', Number(isRunning)),
    gauge('dateline_publish_waiting_files', 'Files a long pass has still to read.', waiting),
    gauge('dateline_content_unreadable', 'Reasons for which content cannot be read.', wrong.length),
    gauge('dateline_failed_pulls', 'Pulls of the content that failed since one worked.', failedPulls),
    ...(lookedThroughAt === undefined
      ? []
      : [
          gauge(
            'dateline_looked_through_timestamp_seconds',
            'When all of the content was last looked through.',
            lookedThroughAt / 1000,
          ),
        ]),
  ]
}

/** The page cache. */
export function pageCacheGauges({ pages, bytes }: { pages: number; bytes: number }): Gauge[] {
  return [
    gauge('dateline_page_cache_pages', 'Pages kept in memory.', pages),
    gauge('dateline_page_cache_bytes', 'Memory they take.', bytes),
  ]
}

/** How the server fares that serves the site. */
export function repairGauges(vitals: { isDamaged: boolean; timesMade: number; linesLost: number }): Gauge[] {
  return [
    gauge('dateline_index_damaged', 'Whether the index cannot be relied on.', Number(vitals.isDamaged)),
    counter('dateline_index_made_anew_total', 'Damaged indexes that were replaced.', vitals.timesMade),
    counter('dateline_log_lines_lost_total', 'Log lines that nobody took.', vitals.linesLost),
  ]
}

function counter(name: string, help: string, value: number): Gauge {
  return { name, help, value, type: 'counter' }
}

function gauge(name: string, help: string, value: number): Gauge {
  return { name, help, value }
}
