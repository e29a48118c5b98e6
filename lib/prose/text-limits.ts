/** What one text may take. Hardly any comes close, because lib/reading/body-limits applies first. */
export type TextLimits = {
  /** To read, check and compile it. */
  milliseconds: number
  /** Of heap, for the thread that does it. */
  megabytes: number
}

export const textLimits: TextLimits = { milliseconds: 20_000, megabytes: 192 }
