/**
 * How the pinned Node runs a command. A server left alone lets its heap grow to a multiple of what is alive in it; pages
 * it keeps are outside of the heap, and bounded by PAGE_CACHE_MB. What one page takes to render is garbage soon after: in
 * a larger nursery it would lie longer, 100 MB of it, for no gain in speed that could be measured.
 */
export const nodeFlags = { start: ['--max-old-space-size=256', '--max-semi-space-size=4'] }

/**
 * Threads that compress pages would each keep memory of their own, and blocks as large as pages would be kept instead of
 * given back (mallopt(3)).
 */
export const memoryVariables = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }

/**
 * Where Node keeps what it has compiled (https://nodejs.org/api/module.html#module-compile-cache): to take the types out of
 * TypeScript at each start costs each thread 20 MB, which it never gives back.
 */
export const compileCache = { NODE_COMPILE_CACHE: 'node_modules/.cache/compile' }
