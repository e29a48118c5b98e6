export declare const nodeFlags: { start: string[] }
export declare const memoryVariables: Record<string, string>
export declare const compileCache: Record<string, string>
