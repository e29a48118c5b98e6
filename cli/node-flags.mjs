/**
 * How the pinned Node runs a command. A server left alone lets its heap grow to a multiple of what is alive in it; pages
 * it keeps are outside of the heap, and bounded by PAGE_CACHE_MB.
 */
export const nodeFlags = { start: ['--max-old-space-size=320'] }

/** Threads that compress pages would each keep memory of their own (mallopt(3)). */
export const memoryVariables = { MALLOC_ARENA_MAX: '2' }
