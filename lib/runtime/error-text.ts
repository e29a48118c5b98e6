/** The message of whatever was thrown, or an error's name if its message is empty. Anything can be thrown. */
export function errorText(error: unknown): string {
  return (error instanceof Error && error.message) || String(error)
}
