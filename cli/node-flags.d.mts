export declare const nodeFlags: { start: string[] }
