import { expect, test } from 'vitest'
import { typeset, typesetPieces } from './typography.ts'

test.each([
  ['en', `"Go," she said.`, '“Go,” she said.'],
  ['en', `He said "it is 'over' now".`, 'He said “it is ‘over’ now”.'],
  [
    'en',
    `It's the teachers' strike of '68, 'twas rock 'n' roll.`,
    'It’s the teachers’ strike of ’68, ’twas rock ’n’ roll.',
  ],
  ['en', `She is 5'10" tall and said "I'm 5'10"".`, 'She is 5′10″ tall and said “I’m 5′10″”.'],
  ['en', `a 12" record, a 6' wall`, 'a 12″ record, a 6′ wall'],
  ['en', `"the class of 1990"`, '“the class of 1990”'],
  ['en', `("why?")—"because"`, '(“why?”)—“because”'],
  ['en', `"First paragraph of a long quotation.`, '“First paragraph of a long quotation.'],
  ['en', '“Set already,” it’s fine', '“Set already,” it’s fine'],
  ['en', '1.9 billion on 16 May, 38 m, 9 men', '1.9\u00a0billion on 16\u00a0May, 38\u00a0m, 9 men'],
  ['en', 'No. 5 and p. 12', 'No.\u00a05 and p.\u00a012'],
  [
    'fr',
    `"Oui !" dit-il : pourquoi ? L'eau ; 3 millions`,
    '«\u00a0Oui\u202f!\u00a0» dit-il\u00a0: pourquoi\u202f? L’eau\u202f; 3\u00a0millions',
  ],
  ['fr', '« déjà » le 1er, le 16 mai', '«\u00a0déjà\u00a0» le 1er, le 16\u00a0mai'],
  ['fr', `"Il a dit "non" hier"`, '«\u00a0Il a dit “non” hier\u00a0»'],
  [
    'de',
    `"Er sagte 'nein' und ging", so 5 Mio. Euro am 16. Mai`,
    '„Er sagte ‚nein‘ und ging“, so 5\u00a0Mio. Euro am 16.\u00a0Mai',
  ],
  ['ru', `"Роман "Война и мир" вышел" 16 мая, 3 млн`, '«Роман „Война и мир“ вышел» 16\u00a0мая, 3\u00a0млн'],
  ['es', `¿"Quién"? "Dijo 'no'"`, '¿«Quién»? «Dijo “no”»'],
  ['ar', `قال "نعم" و"لا"`, 'قال «نعم» و«لا»'],
  ['zh-Hans', `他说"你好"，又说"再见"。`, '他说“你好”，又说“再见”。'],
  ['zh-Hant', `他說"你好"`, '他說「你好」'],
  ['sw', `ng'ombe "wa" 12 Mei`, 'ng’ombe “wa” 12\u00a0Mei'],
  ['he', `צה"ל ו'כן'`, `צה"ל ו'כן'`],
  ['uk', `п'ять "слів"`, 'п’ять «слів»'],
])('typesets %s: %s', (lang, text, set) => {
  expect(typeset(text, lang)).toBe(set)
  // What is set stays as it is.
  expect(typeset(set, lang)).toBe(set)
})

test('a quotation begins in one piece of a text and ends in another', () => {
  expect(typesetPieces(['He "', 'said', '" it', "'s"], 'en')).toEqual(['He “', 'said', '” it', '’s'])
})
