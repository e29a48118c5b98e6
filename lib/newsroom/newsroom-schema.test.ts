import { describe, expect, it } from 'vitest'
import { readNewsroom } from '../reading/read-newsroom.ts'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { problemLines } from '../testing/reading.ts'
import { reservedNames } from './newsroom-schema.ts'

/** What is wrong with a site.yaml: `line:column: message`. */
function problems(yaml: string, files: Record<string, string | Uint8Array> = {}): string[] {
  const { problems: found } = readNewsroom(testNewsroom({ 'site.yaml': yaml, ...files }).folder)
  return problemLines({ ok: false, problems: found }).map((line) => line.replace('site.yaml:', ''))
}

/** What is wrong when a part of the good site.yaml is written differently. */
function problemsWith(part: string, replacement: string): string[] {
  if (!siteYaml.includes(part)) throw new Error(`Not in siteYaml: ${part}`)
  return problems(siteYaml.replace(part, replacement))
}

const quoted = 'Put a number or date in "quotes" to make it text.'
const perLanguage = 'Or give one per language: {en: …, ar: …}.'
const name = '{ en: The Test Post, ar: بريد الاختبار }'
const languages = '[en, ar, zh-Hans]'
const sport = '{ id: sport, name: Sport }'
const organisation = '{ name: The Test Post }'
const sections = siteYaml.slice(siteYaml.indexOf('sections:'), siteYaml.indexOf('topics:'))

describe('a broken site.yaml', () => {
  it.each([
    ['no name', `name: ${name}\n`, '', `1:1: \`name\` is missing. Add the paper’s name. ${perLanguage}`],
    [
      'a number for a name',
      name,
      '5',
      `1:7: \`name\` is neither text nor a text per language. Add the paper’s name. ${perLanguage}`,
    ],
    ['an empty name', name, '""', '1:7: `name` is empty. Add the paper’s name.'],
    ['a name in no language', name, '{}', '1:7: `name` is empty. Add the paper’s name.'],
    [
      'a number for a name in one language',
      name,
      '{ en: The Post, ar: 5 }',
      `1:27: \`name.ar\` is not text. Add the paper’s name. ${quoted}`,
    ],
    [
      'no languages',
      `languages: ${languages}\n`,
      '',
      '1:1: `languages` is missing. Write it as a list: languages: [en, ar].',
    ],
    [
      'an empty list of languages',
      languages,
      '[]',
      '2:12: `languages` is empty. Name at least one language.',
    ],
    [
      'a language that is no list',
      languages,
      'en',
      '2:12: `languages` is not a list. Write it as a list: languages: [en, ar].',
    ],
    [
      'a language tag in lower case',
      languages,
      '[en, zh-hans]',
      '2:17: `languages[2]` is written "zh-Hans". Correct it.',
    ],
    ['a language tag of long ago', languages, '[iw]', '2:13: `languages[1]` is written "he". Correct it.'],
    [
      'a language that is none',
      languages,
      '[english!]',
      '2:13: `languages[1]` "english!" is not a language tag. Write one such as en, ar or zh-Hans.',
    ],
    [
      'a language that is a number',
      languages,
      '[5]',
      `2:13: \`languages[1]\` is not text. Write a BCP 47 tag. ${quoted}`,
    ],
    [
      'a language twice',
      languages,
      '[en, ar, en]',
      '2:21: `languages[3]` stands there twice: "en". Keep one.',
    ],
    [
      'no time zone',
      'timeZone: Europe/Athens\n',
      '',
      '1:1: `timeZone` is missing. Write an IANA zone such as Europe/Athens.',
    ],
    [
      'an unknown time zone',
      'Europe/Athens',
      'Europe/Atlantis',
      '3:11: `timeZone` is not a time zone. Write an IANA name such as Europe/Athens.',
    ],
    [
      'no sections',
      sections,
      '',
      '1:1: `sections` is missing. Write it as a list of entries with id and name.',
    ],
    [
      'an empty list of sections',
      sections,
      'sections: []\n',
      '4:11: `sections` is empty. Add at least one section.',
    ],
    [
      'sections that are no list',
      sections,
      'sections: { world: World }\n',
      '4:11: `sections` is not a list. Write it as a list of entries with id and name.',
    ],
    [
      'a section that is a word',
      sport,
      'sport',
      '6:5: `sections[2]` is not a set of fields. Write id and name.',
    ],
    ['a section without an id', sport, '{ name: Sport }', '6:5: `sections[2].id` is missing. Write an id.'],
    [
      'a section without a name',
      sport,
      '{ id: sport }',
      `6:5: \`sections[2].name\` is missing. Add the section’s name. ${perLanguage}`,
    ],
    [
      'a section in upper case',
      'id: sport',
      'id: Sport',
      '6:11: `sections[2].id` cannot stand in a URL: "Sport". Use lower-case words joined by hyphens, such as "sport".',
    ],
    [
      'a section twice',
      'id: sport',
      'id: world',
      '6:5: `sections[2]` stands there twice: "world". Keep one.',
    ],
    [
      'a section with a field too many',
      sport,
      '{ id: sport, name: Sport, colour: red }',
      '6:31: Unknown field `sections[2].colour`. Remove it, or check its spelling.',
    ],
    [
      'a topic that is no slug',
      'id: rising-seas',
      'id: Rising_Seas',
      '8:11: `topics[1].id` cannot stand in a URL: "Rising_Seas". Use lower-case words joined by hyphens, such as "rising-seas".',
    ],
    [
      'no organisation',
      `organisation: ${organisation}\n`,
      '',
      '1:1: `organisation` is missing. Write name and perhaps url.',
    ],
    [
      'an organisation that is a name',
      organisation,
      'The Test Post',
      '9:15: `organisation` is not a set of fields. Write name and perhaps url.',
    ],
    [
      'an organisation without a name',
      organisation,
      '{}',
      `9:15: \`organisation.name\` is missing. Add the organisation’s name. ${perLanguage}`,
    ],
    [
      'an organisation with half an address',
      organisation,
      '{ name: A, url: example.org }',
      '9:31: `organisation.url` is not an address readers can follow. Begin it with https:// or mailto:.',
    ],
    [
      'a profile without its scheme',
      organisation,
      '{ name: A, sameAs: [social.example/@a] }',
      '9:35: `organisation.sameAs[1]` is not an address readers can follow. Begin it with https:// or mailto:.',
    ],
    [
      'a contact that is not taken apart',
      organisation,
      '{ name: A, contact: desk@a.example }',
      '9:35: `organisation.contact` is not a set of fields. Write email, tel or both.',
    ],
    [
      'half an e-mail address',
      organisation,
      '{ name: A, contact: { email: desk } }',
      '9:44: `organisation.contact.email` is not an e-mail address. Write it as desk@paper.example.',
    ],
    [
      'a telephone number as dialled at home',
      organisation,
      '{ name: A, contact: { tel: "010-85061466" } }',
      '9:42: `organisation.contact.tel` is not an international number. Write it as +861085061466.',
    ],
    [
      'a page by its path',
      organisation,
      '{ name: A, ethics: pages/ethics.en.md }',
      '9:34: `organisation.ethics` cannot stand in a URL: "pages/ethics.en.md". Use lower-case words joined by hyphens, such as "pages-ethics-en-md".',
    ],
  ])('%s', (_, part, replacement, problem) => {
    expect(problemsWith(part, replacement)).toEqual([problem])
  })

  it.each(reservedNames.filter((reserved) => !reserved.includes('.')))(
    'a section called %s, which the site itself needs',
    (reserved) => {
      expect(problemsWith('id: sport', `id: ${reserved}`)).toEqual([
        '6:11: `sections[2].id` is a name the site uses itself. Choose another.',
      ])
    },
  )

  it.each([
    ['langauges: [en]', '10:1: Unknown field `langauges`. Did you mean "languages"?'],
    [
      'tagline: 5',
      `10:10: \`tagline\` is neither text nor a text per language. Write a short line. ${perLanguage}`,
    ],
    ['lead: talks', '10:7: `lead` is not a story. Write it as YYYY/MM/DD/slug.'],
    ['licence: 5', '10:10: `licence` is not a set of fields. Write number and perhaps lang.'],
    ['licence: {}', '10:10: `licence.number` is missing. Write the licence’s number.'],
    ['licence: { number: a, lang: EN }', '10:29: `licence.lang` is written "en". Correct it.'],
    ['hotline: { number: a }', '10:10: `hotline.tel` is missing. Write the number with its country code.'],
    [
      'hotline: { number: a, tel: "010" }',
      '10:28: `hotline.tel` is not an international number. Write it as +861085061466.',
    ],
    ['footer: about', '10:9: `footer` is not a list. Write it as a list: footer: [about, privacy].'],
    ['footer: [archive]', '10:10: `footer[1]` is a name the site uses itself. Choose another.'],
    ['footer: [about]', '10:10: There is no pages/about.en.md. Write it, or take about out of footer.'],
    [
      'aiCrawlers: { training: no }',
      '10:25: `aiCrawlers.training` is neither allow nor refuse. Write one of the two.',
    ],
    [
      'aiCrawlers: refuse',
      '10:13: `aiCrawlers` is not a set of fields. Write training, search and requests, each allow or refuse.',
    ],
    [
      'security: {}',
      '10:11: `security.contact` is missing. Write it as a list: contact: [mailto:security@news.example].',
    ],
    ['security: { contact: [] }', '10:22: `security.contact` is empty. Write at least one address.'],
    [
      'security: { contact: [me@news.example] }',
      '10:23: `security.contact[1]` is not an address readers can follow. Begin it with https:// or mailto:.',
    ],
    [
      'trust: { belongsTo: "https://a.example/" }',
      '10:21: `trust.belongsTo` is not a list. Write it as a list: belongsTo: [https://news.example/].',
    ],
    [
      'trust: { controlledBy: "mailto:a@b.example" }',
      '10:24: `trust.controlledBy` is a mail address. Write one that begins with https://.',
    ],
    ['name: a', '10:1: This is not valid YAML: the field stands there twice. Keep one of them.'],
  ])('%s', (line, problem) => {
    expect(problems(`${siteYaml}${line}\n`)).toEqual([problem])
  })

  it.each([
    ['nothing', '', 'The file holds no fields. Write one field: value a line.'],
    ['a sentence', 'Hello', 'The file is not a set of fields. Write one field: value a line.'],
    ['a list', '- name: a', 'The file is not a set of fields. Write one field: value a line.'],
  ])('with %s in it', (_, yaml, message) => {
    expect(problems(yaml)).toEqual([`1:1: ${message}`])
  })

  it('has all its problems reported together', () => {
    const yaml = siteYaml.replace(languages, '[zh-hans]').replace('Europe/Athens', 'Mars')
    expect(problems(yaml).map((line) => line.split(' ')[0])).toEqual(['2:13:', '3:11:'])
  })
})
