/**
 * What leaves nothing to see by itself: spaces and breaks of all kinds; marks that only change other letters; what fonts
 * are told to pass over (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point), Hangul's fillers and tags
 * among it; letters that nobody has agreed on. And three that are called something else: Braille without a dot, the null
 * notehead, and what stands for an object that is not there.
 */
const unseen =
  /[\p{White_Space}\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2800\ufffc\u{1d159}]/gu

/** Whether a text has anything to see: a title of no-break spaces and variation selectors is none. */
export function isVisible(text: string): boolean {
  return text.replace(unseen, '') !== ''
}
