import { expect, it } from 'vitest'
import { findStory } from '../index/queries/story-queries.ts'
import { siteYaml, storyText, testNewsroom } from '../testing/newsroom.ts'
import { authorsOf, signersOf } from './signers.ts'

const authors = '[lin, { name: Ada Brandt, url: "https://brandt.example/" }, { name: Olin Reed }]'

const made = testNewsroom({
  'site.yaml': siteYaml.replace('{ name: The Test Post }', '{ name: { en: The Post, ar: البريد } }'),
  'authors/lin.yaml': 'name: { zh-Hans: 林海, en: Lin Hai }\n',
  ...Object.fromEntries(
    ['en', 'ar', 'zh-Hans'].flatMap((lang) => [
      [`articles/2025/05/16/signed.${lang}.md`, storyText({ authors })],
      [`articles/2025/05/16/unsigned.${lang}.md`, storyText()],
    ]),
  ),
})
made.sync()

function story(slug: string, lang: string) {
  const found = findStory(made.db, { day: '2025-05-16', slug }, lang)
  if (!found) throw new Error('There is no such story.')
  return found
}

const guests = [{ name: 'Ada Brandt', url: 'https://brandt.example/' }, { name: 'Olin Reed' }]

it.each([
  ['en', { name: 'Lin Hai', url: '/en/authors/lin' }],
  ['ar', { name: '林海', lang: 'zh-Hans', url: '/ar/authors/lin' }],
  ['zh-Hans', { name: '林海', url: '/zh-Hans/authors/lin' }],
])('authors and guests sign in %s', (lang, lin) => {
  expect(signersOf(made.newsroom(), story('signed', lang))).toEqual([lin, ...guests])
})

it.each([
  ['en', { name: 'The Post' }],
  ['ar', { name: 'البريد' }],
  ['zh-Hans', { name: 'The Post', lang: 'en' }],
])('without authors the organisation signs in %s', (lang, organisation) => {
  expect(authorsOf(made.newsroom(), story('unsigned', lang))).toEqual([])
  expect(signersOf(made.newsroom(), story('unsigned', lang))).toEqual([organisation])
})
