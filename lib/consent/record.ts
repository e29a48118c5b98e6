/** The proof of one choice. It holds nothing about who made it. */
export type ConsentRecord = {
  /** ISO 8601, UTC. */
  time: string
  /** The question's version, as in site.yaml. */
  version: number
  /** Ids of the optional categories that were allowed; an empty list is a refusal. */
  categories: readonly string[]
  receipt: string
}

/** A record as a line of JSON. */
export function recordLine({ time, version, categories, receipt }: ConsentRecord): string {
  return `${JSON.stringify({ time, version, categories, receipt })}\n`
}

/** Whether a line, which may be torn, is the record with this receipt. */
export function isRecordOf(line: string, receipt: string): boolean {
  if (!line.includes(receipt)) return false
  try {
    return (JSON.parse(line) as Partial<ConsentRecord>).receipt === receipt
  } catch {
    // Torn.
    return false
  }
}
