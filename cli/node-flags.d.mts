export declare const nodeFlags: { start: string[] }
export declare const memoryVariables: { MALLOC_ARENA_MAX: string }
