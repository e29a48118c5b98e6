import { describe, expect, it } from 'vitest'
import { readNewsroom } from '../reading/read-newsroom.ts'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'

const organisation = '{ name: The Test Post }'
const organisationInFull = `{ name: { en: The Post }, url: "https://example.org", logo: logo.png,
  sameAs: ["https://social.example/@post"], contact: { email: desk@post.example, tel: "+302100000000" },
  ownership: about, corrections: rules, ethics: rules, feedback: 关于 }`

function problems(yaml: string, files: Record<string, string | Uint8Array> = {}) {
  return readNewsroom(testNewsroom({ 'site.yaml': yaml, ...files }).folder).problems
}

describe('a good site.yaml', () => {
  it('is the one of the tests', () => {
    expect(problems(siteYaml)).toEqual([])
  })

  it('may have every setting there is', () => {
    const yaml = `${siteYaml}tagline: { en: All of it }
lead: 2025/05/16/talks
licence: { number: 123-456, lang: zh-Hans }
hotline: { number: (010) 85061466, tel: "+861085061466" }
footer: []
announce: { hub: "https://hub.example/", indexNow: { key: abcd1234 } }
aiCrawlers: { training: refuse, search: allow }
security: { contact: ["mailto:a@b.example"], policy: "https://b.example/" }
trust: { belongsTo: ["https://b.example/"], controlledBy: "https://c.example/", contact: "mailto:a@b.example" }
`.replace(organisation, organisationInFull)
    const page = '---\ntitle: A page\n---\n'
    const pages = { 'pages/about.en.md': page, 'pages/rules.en.md': page, 'pages/关于.en.md': page }
    expect(problems(yaml, { ...pages, 'logo.png': testPng(112, 112) })).toEqual([])
  })
})
