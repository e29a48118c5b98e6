/**
 * Characters that show nothing by themselves: all kinds of spaces and breaks; marks that only modify other letters;
 * characters fonts ignore (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point), with Hangul fillers and
 * tags; private-use code points. And three in other categories: the blank Braille pattern, the null notehead and the
 * object replacement character.
 */
const unseen =
  /[\p{White_Space}\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2800\ufffc\u{1d159}]/gu

/** Whether a text has anything to see: a title made of no-break spaces and variation selectors has not. */
export function isVisible(text: string): boolean {
  return text.replace(unseen, '') !== ''
}
