import { describe, expect, it } from 'vitest'
import { machineFile, machineSite } from '../../testing/machine.ts'
import { siteYaml, type TestNewsroom, testNewsroom } from '../../testing/newsroom.ts'

/** The test newsroom with more settings. */
function withSettings(yaml: string, files: Record<string, string> = {}): TestNewsroom {
  const newsroom = testNewsroom({ 'site.yaml': siteYaml + yaml, ...files })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
  return newsroom
}

/** The rules of robots.txt, by the crawlers they apply to. */
function groups(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  let names: string[] = []
  let inRules = false
  for (const line of text.split('\n')) {
    const [, field = '', value = ''] = /^([A-Za-z-]+):\s*(.*)$/.exec(line) ?? []
    if (/^user-agent$/i.test(field)) {
      names = inRules ? [value] : [...names, value]
      inRules = false
      found[value] = []
    } else if (/^(?:dis)?allow$/i.test(field)) {
      inRules = true
      for (const name of names) found[name]?.push(`${field}: ${value}`)
    }
  }
  return found
}

describe('the web app manifest', () => {
  it('names the site and its icons, in its first language', async () => {
    const made = testNewsroom({ 'site.yaml': siteYaml.replace('[en, ar,', '[ar, en,') })
    made.sync()
    const { headers, body } = await machineFile(made, '/manifest.webmanifest')
    expect(headers['Content-Type']).toBe('application/manifest+json')
    expect(JSON.parse(body)).toMatchObject({
      name: 'بريد الاختبار',
      lang: 'ar',
      dir: 'rtl',
      start_url: '/',
      icons: [
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      ],
    })
  })
})

describe('robots.txt', () => {
  const robots = async (yaml: string) => (await machineFile(withSettings(yaml), '/robots.txt')).body

  it('is open to everybody and lists the sitemaps', async () => {
    const text = await robots('')
    expect(groups(text)).toEqual({ '*': ['Disallow: '] })
    expect(text.match(/^Sitemap: .*$/gm)).toEqual([
      `Sitemap: ${machineSite}/sitemap.xml`,
      `Sitemap: ${machineSite}/news-sitemap.xml`,
    ])
  })

  it.each([
    ['training', 'GPTBot', ['OAI-SearchBot', 'ChatGPT-User']],
    ['search', 'OAI-SearchBot', ['GPTBot', 'ChatGPT-User']],
    ['requests', 'ChatGPT-User', ['GPTBot', 'OAI-SearchBot']],
  ])('refuses AI crawlers that come for %s, and no other', async (purpose, refused, open) => {
    const rules = groups(await robots(`aiCrawlers: { ${purpose}: refuse }\n`))
    expect(rules[refused]).toEqual(['Disallow: /'])
    for (const name of open) expect(rules).not.toHaveProperty(name)
    for (const name of ['*', 'Googlebot', 'Bingbot', 'Baiduspider'])
      expect(rules[name] ?? []).not.toContain('Disallow: /')
  })

  it('holds only fields and comments that every reader of the format knows', async () => {
    for (const line of (
      await robots('aiCrawlers: { training: refuse, search: refuse, requests: refuse }\n')
    ).split('\n'))
      expect(line).toMatch(/^(?:|#.*|User-agent: [\w*-]+|Disallow:(?: \/)?|Sitemap: https:\S+)$/)
  })
})

describe('security.txt', () => {
  const settings =
    'security: { contact: [mailto:a@b.example, https://b.example/report], policy: https://b.example/policy }\n'

  it('meets RFC 9116, and expires within a year', async () => {
    const now = Date.parse('2025-08-31T22:00:00Z')
    const { body, headers } = await machineFile(withSettings(settings), '/.well-known/security.txt', now)
    expect(body).toBe(`Contact: mailto:a@b.example
Contact: https://b.example/report
Expires: 2026-02-01T00:00:00Z
Preferred-Languages: en, ar, zh-Hans
Canonical: ${machineSite}/.well-known/security.txt
Policy: https://b.example/policy
`)
    expect(headers['Content-Type']).toBe('text/plain; charset=utf-8')
    // It changes with the month, so its date is never close.
    expect(headers['Surrogate-Control']).toBe('max-age=7200')
  })

  it('does not exist when no contact is given', async () => {
    await expect(machineFile(withSettings(''), '/.well-known/security.txt')).rejects.toThrow('unknown')
  })
})

describe('trust.txt', () => {
  it('says who owns the newsroom, what it controls, and how it works', async () => {
    const newsroom = withSettings(
      `trust:
  belongsTo: [https://guild.example/]
  controls: [https://other.example/]
  controlledBy: https://owner.example/
  social: [https://social.example/@post]
  contact: mailto:desk@news.example
aiCrawlers: { training: refuse }
`,
      {
        'pages/ethics.en.md': '---\ntitle: Ethics\n---\nText.\n',
        'pages/ownership.ar.md': '---\ntitle: A\n---\nA.\n',
      },
    )
    expect((await machineFile(newsroom, '/trust.txt')).body).toBe(`belongto=https://guild.example/
control=https://other.example/
controlledby=https://owner.example/
social=https://social.example/@post
contact=mailto:desk@news.example
disclosure=${machineSite}/en/ethics
datatrainingallowed=no
`)
  })

  it('does not exist when site.yaml says nothing for it', async () => {
    await expect(machineFile(withSettings(''), '/trust.txt')).rejects.toThrow('unknown')
  })
})

describe('llms.txt', () => {
  it('leads to every edition, its feed, the sections and the standing pages', async () => {
    const newsroom = withSettings(
      'tagline: { en: "All [of] it", ar: كل شيء }\naiCrawlers: { training: refuse }\n',
      {
        'pages/about.en.md': '---\ntitle: About <us>\nsummary: Who we are.\n---\nText.\n',
      },
    )
    const { body } = await machineFile(newsroom, '/llms.txt')
    expect(body).toMatch(/^# The Test Post\n\n> All \\\[of\\\] it\n\n/)
    for (const line of [
      'AI training on these pages: not allowed.',
      `- [English](${machineSite}/en): The Test Post`,
      `- [العربية](${machineSite}/ar): بريد الاختبار`,
      `- [简体中文](${machineSite}/zh-Hans/feed.json)`,
      `- [World](${machineSite}/en/world)`,
      `- [About \\<us\\>](${machineSite}/en/about): Who we are.`,
      `- [All URLs](${machineSite}/sitemap.xml)`,
    ])
      expect(body.split('\n')).toContain(line)
  })
})

describe('the key of IndexNow', () => {
  it('is served under its own name, exactly as written', async () => {
    const newsroom = withSettings('announce: { indexNow: { key: Abcd-1234 } }\n')
    expect(await machineFile(newsroom, '/Abcd-1234.txt')).toMatchObject({ status: 200, body: 'Abcd-1234\n' })
    await expect(machineFile(newsroom, '/abcd-1234.txt')).rejects.toThrow()
    await expect(machineFile(withSettings(''), '/Abcd-1234.txt')).rejects.toThrow()
  })
})
