import { expect, test } from 'playwright/test'
import { links, meta, readSource, titleOf, versions } from './html.ts'
import { everyPage, languages, leadStory } from './pages.ts'
import { demoUrl, rawRequest } from './site.ts'

// What search engines and link previews read, off the source, as one that says nothing of itself is sent it: Next
// would stream metadata to browsers it knows.

async function source(path: string) {
  const { body } = await rawRequest(demoUrl, path)
  return readSource(body)
}

const locales: Record<string, string> = { en: 'en_GB', ar: 'ar_AR', 'zh-Hans': 'zh_CN' }

for (const { title, name, path, status, lang } of everyPage) {
  test(`the head of every page: ${title}`, async () => {
    const page = await source(path)
    expect(page.strays).toEqual([])
    expect(titleOf(page)).toEqual([expect.stringMatching(/\S/)])
    if (status !== 200) {
      expect(meta(page, 'robots')).toEqual(['noindex'])
      expect(links(page, 'canonical')).toEqual([])
      expect(links(page, 'alternate')).toEqual([])
      expect(page.data).toEqual([])
      return
    }
    const url = demoUrl + path
    expect(meta(page, 'robots')).toEqual(['max-image-preview:large'])
    expect(links(page, 'canonical')).toEqual([{ rel: 'canonical', href: url }])
    expect(meta(page, 'description')).toEqual([expect.stringMatching(/\S{3}/)])

    const others = versions(page)
    expect(Object.keys(others).sort()).toEqual([...Object.keys(languages), 'x-default'].sort())
    expect(others[lang]).toBe(url)
    expect(others['x-default']).toBe(name === 'front' ? `${demoUrl}/` : others.en)

    expect(meta(page, 'og:url')).toEqual([url])
    expect(meta(page, 'og:title')).toEqual([expect.stringMatching(/\S/)])
    expect(meta(page, 'og:description')).toEqual(meta(page, 'description'))
    expect(meta(page, 'og:type')).toEqual([name.endsWith('story') ? 'article' : 'website'])
    expect(meta(page, 'og:locale')).toEqual([locales[lang]])
    expect(meta(page, 'og:locale:alternate')).toHaveLength(Object.keys(languages).length - 1)
    const picture = name.endsWith('story') ? /\/16x9\.jpg$/ : /\/preview\/.+\.png$/
    expect(meta(page, 'og:image')).toEqual([expect.stringMatching(picture)])
    expect(meta(page, 'og:image')).toEqual([
      expect.stringMatching(/^http:\/\/localhost:\d+\/media\/[0-9a-f]{16}\//),
    ])
    expect(meta(page, 'og:image:alt')).toEqual([expect.stringMatching(/\S{3}/)])
    expect(meta(page, 'twitter:card')).toEqual(['summary_large_image'])

    const feeds = links(page, 'alternate').filter(({ type }) => type === 'application/rss+xml')
    expect(feeds.at(-1)?.href).toBe(`${demoUrl}/${lang}/feed.xml`)
  })
}

for (const { title, path, lang } of everyPage.filter(({ status }) => status === 200)) {
  test(`every version of a page names the same versions: ${title}`, async () => {
    const own = versions(await source(path))
    for (const [tag, href] of Object.entries(own).filter(([tag]) => tag !== 'x-default' && tag !== lang))
      expect(versions(await source(href.replace(demoUrl, ''))), tag).toEqual(own)
  })
}

const types: Partial<Record<(typeof everyPage)[number]['name'], string[]>> = {
  front: ['CollectionPage', 'WebSite'],
  story: ['NewsArticle', 'BreadcrumbList'],
  'corrected story': ['NewsArticle', 'BreadcrumbList'],
  author: ['ProfilePage', 'BreadcrumbList'],
  'standing page': ['WebPage', 'BreadcrumbList'],
  cookies: ['WebPage', 'BreadcrumbList'],
}

for (const { title, name, path, lang } of everyPage.filter(({ status }) => status === 200)) {
  test(`the data of every page: ${title}`, async () => {
    const { data } = await source(path)
    expect(data).toHaveLength(1)
    const graph = data[0]?.['@graph'] ?? []
    expect(data[0]?.['@context']).toBe('https://schema.org')
    expect(graph.map((part) => part['@type'])).toEqual([
      ...(types[name] ?? ['CollectionPage', 'BreadcrumbList']),
      'NewsMediaOrganization',
    ])
    const [shown, , organisation] = graph
    expect(shown).toMatchObject({ '@id': demoUrl + path, inLanguage: lang })
    const policy = (page: string) => `${demoUrl}/${lang}/${page}`
    expect(organisation).toMatchObject({
      '@id': `${demoUrl}/#organisation`,
      logo: `${demoUrl}/media/logo.png`,
      hasCertification: { certificationIdentification: '互联网新闻信息许可证10120180008' },
      contactPoint: { '@type': 'ContactPoint', telephone: '+861085061466' },
      actionableFeedbackPolicy: {
        text: expect.stringContaining('010-85061466'),
        url: policy('corrections'),
      },
      ownershipFundingInfo: policy('ownership'),
      correctionsPolicy: policy('corrections'),
      ethicsPolicy: policy('ethics'),
    })
  })
}

for (const lang of Object.keys(languages)) {
  test(`what a story says to machines is what it shows: ${lang}`, async ({ page, request }) => {
    await page.goto(leadStory(lang))
    const { head, data, strays } = await source(leadStory(lang))
    const article = data[0]?.['@graph'][0]
    const times = await page
      .locator('article header time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')))
    expect([article?.datePublished, article?.dateModified]).toEqual(times)
    const tags = { head, data, strays }
    expect([...meta(tags, 'article:published_time'), ...meta(tags, 'article:modified_time')]).toEqual(times)
    expect(article).toMatchObject({
      headline: await page.locator('h1').textContent(),
      description: await page.locator('h1 + p').textContent(),
      dateline: await page.locator('.dateline').textContent(),
      creditText: await page.locator('.agency').textContent(),
      isAccessibleForFree: true,
      [lang === 'en' ? 'workTranslation' : 'translationOfWork']: expect.anything(),
    })
    for (const picture of [...meta(tags, 'og:image'), `${demoUrl}/media/logo.png`])
      expect((await request.get(picture)).headers()['content-type']).toMatch(/^image\/(?:jpeg|png)$/)
  })
}
