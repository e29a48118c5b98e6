import { readFileSync } from 'node:fs'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { expect, test } from 'playwright/test'
import { leadStory, sampleLanguages } from './pages.ts'

for (const { lang } of sampleLanguages) {
  test(`a reader view has the story and not the question about cookies: ${lang}`, async ({ request }) => {
    const html = await (await request.get(leadStory(lang))).text()
    const { consent } = JSON.parse(readFileSync(`messages/${lang}.json`, 'utf8'))
    const words: string[] = [consent.ask, consent.change, consent.accept, consent.refuse, consent.skip]
    for (const text of words) expect(html).toContain(text)

    // True of few: shown by stylesheets alone, and no text to those without.
    expect(html).toContain(consent.gpc)
    const { document } = parseHTML(html)
    expect(document.body.textContent).not.toContain(consent.gpc)
    const paragraphs = [...document.querySelectorAll('main article [class*=prose] > p')].map(
      ({ textContent }) => textContent,
    )
    expect(paragraphs.length).toBeGreaterThan(5)
    const view = new Readability(document).parse()
    const spaced = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
    for (const paragraph of paragraphs) expect(spaced(view?.textContent)).toContain(spaced(paragraph))
    for (const text of words) expect(view?.textContent).not.toContain(text)
    expect(view?.content).not.toContain('/consent')
    const headings = [...parseHTML(view?.content ?? '').document.querySelectorAll('h2')]
    expect(headings.length).toBeGreaterThan(0)
    for (const heading of headings) expect(heading.textContent).not.toContain('#')
  })
}
