/** What one text may take: hardly any gets near, for lib/reading/body-limits comes first. */
export type TextLimits = {
  /** To be read, checked and compiled. */
  milliseconds: number
  /** Of the heap of the thread that does it. */
  megabytes: number
}

export const textLimits: TextLimits = { milliseconds: 20_000, megabytes: 192 }
