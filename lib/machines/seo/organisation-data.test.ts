import { expect, it } from 'vitest'
import { siteYaml, testNewsroom } from '../../testing/newsroom.ts'
import { testPageContext } from '../../testing/page-context.ts'
import { testPng } from '../../testing/pictures.ts'
import { organisationData } from './organisation-data.ts'

const page = (title: string) => `---\ntitle: ${title}\n---\n`
const least = '{ name: The Test Post }'
const most = `
  name: { en: The Post Trust, ar: مؤسسة البريد }
  url: https://trust.example/
  logo: logo.png
  sameAs: [https://social.example/@post]
  contact: { email: desk@post.example, tel: "+302100000000" }
  ownership: about
  corrections: rules
  ethics: rules
  feedback: about`
const hotline = 'hotline: { number: 010-85061466, tel: "+861085061466" }\n'

function organisation(fields: string, lang: string, more = '') {
  const made = testNewsroom({
    'site.yaml': siteYaml.replace(least, fields) + more,
    'logo.png': testPng(112, 112),
    'pages/about.en.md': page('About'),
    'pages/about.ar.md': page('من نحن'),
    'pages/rules.en.md': page('Rules'),
  })
  made.sync()
  expect(made.problems()).toEqual([])
  return organisationData(testPageContext(made, lang))
}

const own = 'https://post.example'

it('says who publishes, and what readers can hold them to', () => {
  const licence = 'licence: { number: 互联网新闻信息许可证10120180008, lang: zh-Hans }\n'
  expect(organisation(most, 'ar', hotline + licence)).toEqual({
    '@type': 'NewsMediaOrganization',
    '@id': `${own}/#organisation`,
    name: 'مؤسسة البريد',
    url: 'https://trust.example/',
    logo: `${own}/media/logo.png`,
    sameAs: ['https://social.example/@post'],
    email: 'desk@post.example',
    telephone: '+302100000000',
    hasCertification: {
      '@type': 'Certification',
      name: 'ترخيص خدمة الأخبار عبر الإنترنت',
      certificationIdentification: '互联网新闻信息许可证10120180008',
    },
    contactPoint: {
      '@type': 'ContactPoint',
      contactType: 'للإبلاغ عن الأخبار المضللة',
      telephone: '+861085061466',
    },
    ownershipFundingInfo: `${own}/ar/about`,
    // Not translated into Arabic yet.
    correctionsPolicy: `${own}/en/rules`,
    ethicsPolicy: `${own}/en/rules`,
    publishingPrinciples: `${own}/en/rules`,
    actionableFeedbackPolicy: {
      '@type': 'CreativeWork',
      text: 'للإبلاغ عن الأخبار المضللة: 010-85061466',
      url: `${own}/ar/about`,
    },
  })
})

it.each([
  ['en', 'The Test Post'],
  ['ar', 'The Test Post'],
  ['zh-Hans', 'The Test Post'],
])('of an organisation with a name alone gives that, in %s', (lang, name) => {
  expect(organisation(least, lang)).toEqual({
    '@type': 'NewsMediaOrganization',
    '@id': `${own}/#organisation`,
    name,
    url: `${own}/`,
  })
})

it('gives a page or a hotline for complaints, whichever there is', () => {
  expect(organisation('{ name: A, feedback: about }', 'zh-Hans')).toMatchObject({
    actionableFeedbackPolicy: `${own}/en/about`,
  })
  expect(organisation(least, 'en', hotline)).toMatchObject({
    actionableFeedbackPolicy: { '@type': 'CreativeWork', text: 'Report disinformation: 010-85061466' },
  })
})
