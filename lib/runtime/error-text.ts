/** What was thrown, in words: what an error says, or its name where it says nothing. Anything can be thrown. */
export function errorText(error: unknown): string {
  return (error instanceof Error && error.message) || String(error)
}
