import { expect, test } from 'vitest'
import { phrasesOf } from './phrases.ts'

test.each([
  ['zh-Hans', '俄乌举行三年多来首次直接和谈', '俄乌|举行|三年|多来|首次|直接|和谈'],
  ['zh-Hans', '从绳结到卫星：七座岛屿如何画进地图', '从绳结|到卫星：|七座岛屿|如何|画进|地图'],
  ['zh-Hans', '补充预算案以九票优势获议会通过', '补充|预算案|以九票|优势|获议会|通过'],
  ['zh-Hans', '112艘灯船入港', '112艘|灯船|入港'],
  ['en', 'Russia and Ukraine talk', 'Russia and Ukraine talk'],
])('cuts a headline between phrases (%s): %s', (lang, headline, phrases) => {
  expect(phrasesOf(headline, lang).join('|')).toBe(phrases)
})
