import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import sharp from 'sharp'
import { pictureHash } from '../lib/assets/pictures/hash.ts'
import { checkContent } from '../lib/check/check-content.ts'
import { textLine } from '../lib/newsroom/problem.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { bombPng, testPng } from '../lib/testing/pictures.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { rawRequest, startSite, type TestSite } from './site.ts'

/** Everything an archive should not hold, each as a file; with what the server must say of it. */
const bad: Record<string, { text: string | Uint8Array; says: RegExp }> = {
  'malformed.en.md': { text: '---\ntitle: "Open\n---\nText\n', says: /malformed\.en\.md:2:\d+: .*quote/ },
  'twice.en.md': { text: storyText({ '"title"': '"Again"' }), says: /twice\.en\.md:6:1: .*twice/ },
  'script.en.md': {
    text: '---js\n{ title: (globalThis.pwned = 1, "x") }\n---\n',
    says: /script\.en\.md:1:1: .*---js/,
  },
  'toml.en.md': { text: '+++\ntitle = "x"\n+++\n', says: /toml\.en\.md:1:1: .*TOML/ },
  'bare.en.md': { text: 'Only text.\n', says: /bare\.en\.md:1:1: .*no front matter/ },
  'empty.en.md': { text: '', says: /empty\.en\.md:1:1: .*empty/ },
  'zoneless.en.md': {
    text: storyText({ date: '2025-05-16T14:05:00' }),
    says: /zoneless\.en\.md:3:7: .*no time zone/,
  },
  'thirteen.en.md': { text: storyText({ date: '2024-13-45' }), says: /thirteen\.en\.md:3:7: .*calendar/ },
  'section.en.md': { text: storyText({ section: 'wrold' }), says: /section\.en\.md:4:10: .*"world"/ },
  'author.en.md': { text: storyText({ authors: '[adda]' }), says: /author\.en\.md:6:\d+: .*"ada"/ },
  'language.xx.md': { text: storyText(), says: /language\.xx\.md:1:1: .*"xx"/ },
  'field.en.md': { text: storyText({ sumary: 'x' }), says: /field\.en\.md:6:1: .*"summary"/ },
  'untitled.en.md': {
    text: storyText({ title: undefined }),
    says: /untitled\.en\.md:\d+:\d+: .*`title` is missing/,
  },
  'picture.en.md': { text: storyText({}, '![A boat](boat.jpg)\n'), says: /picture\.en\.md:7:1: .*boat\.jpg/ },
  'text.en.md': {
    text: storyText({}, '![A text](text.jpg)\n'),
    says: /text\.en\.md:7:1: .*is not a picture/,
  },
  'active.ar.md': {
    text: storyText({ image: '{ src: active.png, alt: رصيف }' }),
    says: /active\.ar\.md:6:\d+: .*is not a picture/,
  },
  'bomb.zh-Hans.md': {
    text: storyText({}, '![海港的码头](bomb.png)\n'),
    says: /bomb\.zh-Hans\.md:7:1: .*has 20000×20000 pixels/,
  },
  'heavy.en.md': {
    text: storyText({}, '![A map of the sea floor](heavy.avif)\n'),
    says: /heavy\.en\.md:7:1: .*would take \d+ MB of memory/,
  },
  'invisible.ar.md': {
    text: storyText({ title: '"\\u3164\\u200b"' }),
    says: /invisible\.ar\.md:2:8: .*nothing that can be seen/,
  },
  'link.en.md': {
    text: storyText({}, '[x](javascript:alert(1))\n'),
    says: /link\.en\.md:7:1: .*leads nowhere/,
  },
  'html.en.md': { text: storyText({}, '<script>alert(1)</script>\n'), says: /html\.en\.md:7:1: .*Raw HTML/ },
  'handler.en.md': {
    text: storyText({}, 'A <svg onload="x()">b</svg>\n'),
    says: /handler\.en\.md:7:3: .*Raw HTML/,
  },
  'huge.en.md': { text: storyText({}, 'word '.repeat(220_000)), says: /huge\.en\.md:1:1: .*KB/ },
  'nested.en.md': { text: storyText({}, `${'> '.repeat(20_000)}x\n`), says: /nested\.en\.md:7:1: .*nested/ },
  'lists.en.md': { text: storyText({}, `${'- '.repeat(20_000)}x\n`), says: /lists\.en\.md:7:1: .*nested/ },
  'a name.en.md': { text: storyText(), says: /a name\.en\.md:1:1: .*a-name\.en\.md/ },
  'latin1.en.md': {
    text: Buffer.from(storyText({ title: 'Caf\xe9' }), 'latin1'),
    says: /latin1\.en\.md:1:1: .*UTF-8/,
  },
  // The same name in two Unicode forms.
  'caf\u00e9.en.md': { text: storyText(), says: /same URL/ },
}

const day = 'articles/2025/05/16'
const good = {
  'good.en.md': storyText({ title: 'A good story' }, 'See [the draft](draft.en.md).\n'),
  'bom.en.md': `\uFEFF${storyText({ title: 'With a byte order mark' })}`,
  'crlf.en.md': storyText({ title: 'With other line ends' }).replaceAll('\n', '\r\n'),
  'long-lines.en.md': storyText(
    { title: 'With long lines' },
    `${'word '.repeat(1000)}\n\n${'字'.repeat(5000)}\n`,
  ),
  'cafe\u0301.en.md': storyText({ title: 'Of two the first' }),
  '伊斯坦布尔.zh-Hans.md': storyText({ title: '中文标题' }),
  'draft.en.md': storyText({
    title: 'Still a secret',
    status: 'draft',
    image: '{ src: secret.png, alt: A secret map }',
  }),
  'embargoed.en.md': storyText({ title: 'A secret until 2199', date: '2199-01-01T00:00:00Z' }),
  'withdrawn.en.md': storyText({ status: 'withdrawn', aliases: '[/old/withdrawn]' }),
  'expired.en.md': storyText({ expires: '2025-06-01T00:00:00Z' }),
  'renamed.en.md': storyText({ title: 'Found by its old name', aliases: '[/2025/05/old-name.html]' }),
}

/** An AVIF of a few hundred bytes that says it has 49 million pixels. */
async function heavyAvif(): Promise<Buffer> {
  const bytes = await sharp(testPng(16, 16)).avif().toBuffer()
  const size = bytes.indexOf('ispe') + 8
  bytes.writeUInt32BE(7000, size)
  bytes.writeUInt32BE(7000, size + 4)
  return bytes
}

let site: TestSite
let directory: string

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  const files = {
    ...good,
    ...Object.fromEntries(Object.entries(bad).map(([name, { text }]) => [name, text])),
  }
  const newsroom = testNewsroom(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${day}/${name}`, text])),
  )
  directory = newsroom.directory
  newsroom.write(`${day}/secret.png`, testPng(1200, 800))
  newsroom.write(`${day}/text.jpg`, 'No picture at all')
  newsroom.write(
    `${day}/active.png`,
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  )
  newsroom.write(`${day}/bomb.png`, bombPng())
  newsroom.write(`${day}/heavy.avif`, await heavyAvif())
  newsroom.write(
    'redirects.yaml',
    '/old: /EN/World\n/loop: /loop-2\n/loop-2: /loop\n/out: https://elsewhere.example/x\n',
  )
  const outside = temporaryFolder()
  writeFileSync(join(outside, 'leak.en.md'), storyText({ title: 'From outside' }))
  symlinkSync(join(outside, 'leak.en.md'), join(directory, day, 'leak.en.md'))
  site = await startSite(directory)
})

test.afterAll(async () => {
  expect(await site.stop()).toBe(0)
})

test('check says of each bad file where and what is wrong, and of no other', () => {
  const lines = checkContent(directory).problems.map(textLine)
  for (const { says } of Object.values(bad))
    expect(
      lines.filter((line) => says.test(line)),
      String(says),
    ).toHaveLength(1)
  expect(lines.filter((line) => /leak\.en\.md:1:1: .*leads out/.test(line))).toHaveLength(1)
  expect(lines.filter((line) => line.startsWith('redirects.yaml:'))).toEqual([
    'redirects.yaml:1:7: /EN/World leads on to /en/world. Write that here.',
    expect.stringMatching(/^redirects\.yaml:2:8: .*\/loop leads back to itself/),
    expect.stringMatching(/^redirects\.yaml:3:10: .*\/loop-2 leads back to itself/),
  ])
  expect(lines).toHaveLength(Object.keys(bad).length + 4)
  // The server says the same when it starts, and how to see the rest.
  expect(site.output()).toContain(lines[0] ?? 'nothing')
  expect(site.output()).toMatch(/and \d+ more: npm run check lists them all/)
})

test('bad files are left out and nothing else is', async ({ request }) => {
  for (const name of Object.keys(bad).filter((file) => !file.startsWith('caf'))) {
    const slug = encodeURIComponent(name.replace(/\.[^.]+\.md$/, ''))
    const response = await request.get(`${site.url}/en/world/2025-05-16/${slug}`)
    expect(response.status(), name).toBe(404)
  }
  const front = await (await request.get(`${site.url}/en/archive/2025/05/16`)).text()
  for (const title of [
    'A good story',
    'With a byte order mark',
    'With other line ends',
    'With long lines',
    'Of two the first',
    'Found by its old name',
  ]) {
    expect(front).toContain(title)
  }
  for (const secret of ['ecret', 'From outside', 'onclick', 'alert(1)']) expect(front).not.toContain(secret)
})

/** Status and, for redirects, where to; of what a reader or an attacker may ask for. */
const answers: [path: string, status: number, location?: string][] = [
  ['/en/world/2025-05-16/good', 200],
  ['/zh-Hans/world/2025-05-16/%E4%BC%8A%E6%96%AF%E5%9D%A6%E5%B8%83%E5%B0%94', 200],
  [
    '/zh-Hans/world/2025-05-16/%e4%bc%8a%e6%96%af%e5%9d%a6%e5%b8%83%e5%b0%94',
    308,
    '/zh-Hans/world/2025-05-16/%E4%BC%8A%E6%96%AF%E5%9D%A6%E5%B8%83%E5%B0%94',
  ],
  ['/en/world/2025-05-16/draft', 404],
  ['/en/world/2025-05-16/embargoed', 404],
  ['/en/world/2025-05-16/withdrawn', 410],
  ['/en/sport/2025-05-16/withdrawn', 410],
  ['/en/world/2025-05-16/expired', 410],
  ['/old/withdrawn', 410],
  ['/2025/05/old-name.html', 308, '/en/world/2025-05-16/renamed'],
  ['/2025/05/old-name.html/?utm_source=x', 308, '/en/world/2025-05-16/renamed?utm_source=x'],
  ['/old', 308, '/en/world'],
  ['/loop', 404],
  ['/out', 308, 'https://elsewhere.example/x'],
  ['/en/', 308, '/en'],
  ['/EN', 308, '/en'],
  ['/en/sport/2025-05-16/good', 308, '/en/world/2025-05-16/good'],
  ['/en/World/2025-05-16/GOOD/', 308, '/en/world/2025-05-16/good'],
  ['/en/world/2025-5-16/good', 404],
  ['/en/..%2f..%2fsite.yaml', 308, '/en/..%2F..%2Fsite.yaml'],
  ['/en/..%2F..%2Fsite.yaml', 404],
  ['/en/world/2025-05-16/..%2F..%2F..%2Fsite', 404],
  ['/en/world/2025-05-16/good%00', 404],
  ['/en/%00', 404],
  ['/%ff', 400],
  ['/%zz', 400],
  ['/en#good', 400],
  ['/en/%5c..%5c', 308, '/en/%5C..%5C'],
  ['/en/%5C..%5C', 404],
  ['/q/../en', 308, '/en'],
  ['/q/%2e%2e/en?a=1', 308, '/en?a=1'],
  ['//evil.example', 308, '/evil.example'],
  ['/\\evil.example', 308, '/%5Cevil.example'],
  ['/en/__proto__', 404],
  ['/constructor', 404],
  ['/en/topics/constructor', 404],
  ['/en/errors/404', 404],
  ['/site.yaml', 404],
  ['/.env', 404],
  ['/media/articles/2025/05/16/secret.png', 404],
  [`/media/${pictureHash(testPng(1200, 800))}/800.avif`, 404],
  ['/media/0123456789abcdef/800.avif', 404],
  ['/media/0123456789abcdef/..%2F..%2F800.avif', 404],
  ['/media/0123456789abcdef/800%ff.avif', 400],
  ['/_next/x%ff', 400],
  ['/media/%252e%252e/site.yaml', 404],
  ['/media/..%c0%afsite.yaml', 400],
  ['/media/.././site.yaml', 308, '/site.yaml'],
  ['/media/articles/2025/05/16/active.png', 404],
  ['/media/articles/2025/05/16/good.en.md', 404],
  ['/media/site.yaml', 404],
  ['/media/..%2Fsite.yaml', 404],
  ['/media/%2e%2e/site.yaml', 308, '/site.yaml'],
  ['/media/articles/2025/05/16/secret.png%00.jpg', 404],
  [`/en/${'a'.repeat(4000)}`, 404],
]

for (const [path, status, location] of answers) {
  test(`${path.slice(0, 80)} answers ${status}`, async () => {
    // Not through a browser or fetch: both would tidy the path up before sending it.
    const answer = await rawRequest(site.url, path)
    expect(answer.status).toBe(status)
    if (location !== undefined) expect(answer.headers.location?.replace(site.url, '')).toBe(location)
    if (location === undefined)
      expect(answer.body).not.toMatch(/node_modules|\bat \S+ \(|site\.yaml|organisation:|ecret/)
    if (status > 400 && !path.startsWith('/media'))
      expect(answer.body).toMatch(/<head>.*<title>[^<]+ – The Test Post<\/title>.*<\/head>.*<h1>/s)
  })
}
