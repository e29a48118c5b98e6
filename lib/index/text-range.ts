// SQL conditions on how a text begins. LIKE and substr would look at every row, and GLOB reads some characters as
// patterns; a range is looked up in the column's index.

/** A byte that never occurs in UTF-8 text and is greater than any that does. */
const greatest = "CAST(x'ff' AS TEXT)"

/** The end of the range of texts that begin with a prefix: they are less than it, and all later texts are greater. */
export function endOf(prefix: string): string {
  return `${prefix} || ${greatest}`
}

/**
 * The column's text begins with a prefix, or equals it.
 *
 * @param prefix a parameter such as `?1`, or an expression without columns
 */
export function beginsWith(column: string, prefix: string): string {
  return `(${column} >= ${prefix} AND ${column} < ${endOf(prefix)})`
}

/** The column's text equals another, or lies below it: a file in a folder by `/`, a day in a month by `-`. */
export function isOrIsIn(column: string, whole: string, separator: '/' | '-'): string {
  return `(${column} = ${whole} OR ${beginsWith(column, `${whole} || '${separator}'`)})`
}
