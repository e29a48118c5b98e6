/**
 * The header in which the answer to a choice says what became of its record: `recorded`, `limited`, `failed`, or
 * `unchanged` for a choice that needed none. It is for the page server, which counts; readers are not told.
 */
export const outcomeHeader = 'x-consent-record'
