import { expect, test } from 'playwright/test'
import { everyPage, sampleLanguages } from './pages.ts'
import { demoUrl, rawRequest } from './site.ts'
import { hasJava, htmlProblems, nuProblems } from './validators.ts'

/** Every kind of page, and stories that hold what others do not: a table and notes, a note on AI. */
const pages = [
  ...everyPage,
  ...['politics/2025-04-25/halm-crossing-explained', 'science/2025-05-10/reef-survey'].map((story) => ({
    title: story,
    path: `/en/${story}`,
  })),
  ...sampleLanguages.map(({ lang }) => ({
    title: `long read (${lang})`,
    path: `/${lang}/science/2025-05-16/seven-islands-map`,
  })),
]

for (const { title, path } of pages) {
  test(`html-validate finds nothing: ${title}`, async () => {
    expect(await htmlProblems((await rawRequest(demoUrl, path)).body)).toEqual([])
  })
}

test('the Nu HTML checker finds nothing on any page', async () => {
  test.setTimeout(120_000)
  const java = hasJava()
  if (!java)
    console.error('\nNOT CHECKED: the Nu HTML checker needs Java (17 or newer), which is not here.\n')
  test.skip(!java, 'Java is not installed.')
  const sources: Record<string, string> = {}
  for (const { title, path } of pages) sources[title] = (await rawRequest(demoUrl, path)).body
  expect(nuProblems(sources)).toEqual([])
})

test('the checkers do find what is wrong', async () => {
  const bad =
    '<!DOCTYPE html><html lang="en"><head><title>A</title></head><body><ul><p>b</p></ul></body></html>'
  expect(await htmlProblems(bad)).toEqual([expect.stringContaining('element-permitted-content')])
  if (hasJava())
    expect(nuProblems({ bad })).toEqual([expect.stringMatching(/^bad: line 1: .*“p” not allowed/)])
})
