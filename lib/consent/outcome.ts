/**
 * The header in which the answer to a choice says what happened to its record: `recorded`, `limited`, `failed`, or
 * `unchanged` for a choice that needed none. The page server counts by it and does not send it to readers.
 */
export const outcomeHeader = 'x-consent-record'
