// Conditions in SQL on how a text begins. LIKE and substr would look at every row, and GLOB takes some characters for
// patterns; a range is looked up in the column's index.

/** A byte that no text in UTF-8 holds, and that is greater than any of one. */
const greatest = "CAST(x'ff' AS TEXT)"

/** The end of the texts that begin with another: they are less, and all others after that one are greater. */
export function endOf(prefix: string): string {
  return `${prefix} || ${greatest}`
}

/**
 * The column's text begins with another, or is that one.
 *
 * @param prefix a parameter such as `?1`, or an expression without columns
 */
export function beginsWith(column: string, prefix: string): string {
  return `(${column} >= ${prefix} AND ${column} < ${endOf(prefix)})`
}

/** The column's text is another, or lies below it: a file in a folder by `/`, a day in a month by `-`. */
export function isOrIsIn(column: string, whole: string, separator: '/' | '-'): string {
  return `(${column} = ${whole} OR ${beginsWith(column, `${whole} || '${separator}'`)})`
}
