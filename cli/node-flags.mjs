/**
 * How the pinned Node runs a command. By default a server's heap grows to a multiple of what is alive in it. Cached pages
 * are outside the heap, and limited by PAGE_CACHE_MB. What rendering a page takes is soon garbage: a larger young generation
 * would hold it longer, 100 MB of it, without a measurable gain in speed.
 */
export const nodeFlags = { start: ['--max-old-space-size=256', '--max-semi-space-size=4'] }

/**
 * Otherwise each thread that compresses pages would keep memory of its own, and blocks as large as pages would be kept
 * rather than returned to the system (mallopt(3)).
 */
export const memoryVariables = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }

/**
 * Where Node keeps what it has compiled (https://nodejs.org/api/module.html#module-compile-cache): to take the types out of
 * TypeScript at each start costs each thread 20 MB, which it never gives back.
 */
export const compileCache = { NODE_COMPILE_CACHE: 'node_modules/.cache/compile' }
