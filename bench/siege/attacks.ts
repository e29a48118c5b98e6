import { randomBytes } from 'node:crypto'
import { newReceipt } from '../../lib/consent/receipt.ts'
import { type Attack, asking, leavingEarly, readingSlowly } from './ways.ts'
import { get, request } from './wire.ts'

/** Nobody's: what is signed with it was never given out. */
const otherKey = randomBytes(32)

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const choice = (turn: number) =>
  `return=%2Fen%2Fcookies&receipt=show&category=statistics&decision=${turn % 2 === 0 ? 'accept' : 'refuse'}`
const hash = (turn: number) => turn.toString(16).padStart(16, '0')

/**
 * What is done to a server, all at once. Whatever the site comes to offer gets its lines here: a name, one of the ways,
 * how many at once, and what is sent.
 */
export const attacks = {
  // Gone before they are answered.
  'pictures, left early': leavingEarly(16, ({ pictures }, turn) => get(pick(pictures, turn))),
  'cards, left early': leavingEarly(8, ({ cards }, turn) => get(pick(cards, turn))),
  'a film, left early': leavingEarly(8, ({ film }) => get(film)),
  'media of nothing, left early': leavingEarly(8, (_, turn) => get(`/media/${hash(turn)}/800.avif`)),
  '?_rsc=1, left early': leavingEarly(8, ({ stories }, turn) => get(`${pick(stories, turn)}?_rsc=1`)),
  'cold stories, left early': leavingEarly(8, ({ coldStories }, turn) => get(pick(coldStories, turn))),
  'pages of nothing, left early': leavingEarly(8, (_, turn) => get(`/en/nothing-${turn}`)),
  'choices, left early': leavingEarly(8, (_, turn) => {
    const whole = request('POST', '/consent', form, choice(turn))
    return turn % 3 === 0 ? whole.slice(0, -20) : whole
  }),

  // Cheap to ask for, dear to make.
  'feeds as Markdown': asking(4, ({ feeds }, turn) => get(pick(feeds, turn), { Accept: 'text/markdown' })),
  'feeds with credentials': asking(4, ({ feeds }, turn) => get(pick(feeds, turn), { Authorization: 'x' })),
  'feeds by new keys': asking(4, ({ feeds }, turn) => get(`/q${turn}/%2e%2e${pick(feeds, turn)}?q=${turn}`)),
  'fronts as Markdown': asking(2, ({ fronts }, turn) => get(pick(fronts, turn), { Accept: 'text/markdown' })),
  'receipts nobody was given': asking(4, () => get(`/en/cookies/${newReceipt(otherKey)}`)),
  'choices nobody has made': asking(2, (_, turn) =>
    get('/consent.css', { Cookie: `consent=1.${hash(turn)}` }),
  ),

  // No end of names for the same page.
  dots: asking(2, ({ fronts }, turn) => get(`/q${turn}/..${pick(fronts, turn)}`)),
  'encoded dots': asking(2, ({ fronts }, turn) => get(`/q${turn}/%2e%2e${pick(fronts, turn)}`)),
  fragments: asking(2, ({ fronts }, turn) => get(`${pick(fronts, turn)}#${turn}`)),
  queries: asking(2, ({ fronts }, turn) => get(`${pick(fronts, turn)}?q=${turn}`)),
  'other spellings': asking(2, ({ stories }, turn) => get(respelled(pick(stories, turn), turn))),
  'targets that name a server': asking(2, ({ fronts }, turn) =>
    get(`http://q${turn}.example${pick(fronts, turn)}`),
  ),
  'languages nobody speaks': asking(2, (_, turn) => get('/', { 'Accept-Language': `q${turn}` })),

  // Read as slowly as can be.
  'a film, read slowly': readingSlowly(600, ({ film }) => get(film)),
  'pages, read slowly': readingSlowly(100, ({ stories }, turn) => get(pick(stories, turn)).repeat(40)),
  'pictures, read slowly': readingSlowly(100, ({ pictures }, turn) => get(pick(pictures, turn)).repeat(20)),

  // To fill the disk.
  'choices, one after another': asking(8, (_, turn) => request('POST', '/consent', form, choice(turn))),

  // To make it fail.
  'media of no text': asking(2, (_, turn) => get(`/media/${hash(turn)}/x%ff`)),
  'files of no text': asking(2, (_, turn) => get(`/_next/${turn}x%ff`)),
  TRACE: asking(2, ({ stories }, turn) => request('TRACE', pick(stories, turn))),
  'what is no request': asking(4, (_, turn) => pick(malformed, turn)),

  // To be taken for Next's own router.
  'router headers': asking(2, ({ stories }, turn) => get(pick(stories, turn), pick(routerHeaders, turn))),
  _rsc: asking(2, ({ stories, feeds }, turn) => get(`${pick([...stories, ...feeds], turn)}?_rsc=${turn}`)),
  actions: asking(2, ({ fronts }, turn) =>
    request('POST', pick(fronts, turn), { 'Next-Action': hash(turn), 'Content-Type': 'text/plain' }, '[]'),
  ),
} satisfies Record<string, Attack>

export type AttackName = keyof typeof attacks

const routerHeaders = [
  { RSC: '1' },
  { 'Next-Router-Prefetch': '1', RSC: '1' },
  { 'Next-Router-Segment-Prefetch': '/_tree', RSC: '1' },
  { 'Next-Router-State-Tree': '%5B%22%22%5D' },
  { 'Next-Url': '/en' },
]

const malformed = [
  'GET /en HTTP/9.9\r\nHost: site\r\n\r\n',
  'GET /en\r\n\r\n',
  'GET  /en HTTP/1.1\r\nHost: site\r\n\r\n',
  'GET /en HTTP/1.1\r\n\r\n',
  'GET /en\0 HTTP/1.1\r\nHost: site\r\n\r\n',
  'GET /\xff\xfe HTTP/1.1\r\nHost: site\r\n\r\n',
  'GET /%zz HTTP/1.1\r\nHost: site\r\n\r\n',
  'get /en HTTP/1.1\r\nHost: site\r\n\r\n',
  'GET /en HTTP/1.1\r\nHost: site\r\nNo colon\r\n\r\n',
  'GET /en HTTP/1.1\r\nHost: site\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  'POST /consent HTTP/1.1\r\nHost: site\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /consent HTTP/1.1\r\nHost: site\r\nContent-Length: -1\r\n\r\n',
  `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: site\r\n\r\n`,
  `GET /en HTTP/1.1\r\nHost: site\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
  'CONNECT site:443 HTTP/1.1\r\nHost: site:443\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: site\r\n\r\n',
  'GET /en HTTP/1.1\r\nHost: site\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'GET /en HTTP/1.1\r\nHost: site\r\nExpect: 100-continue\r\n\r\n',
  'PUT /en HTTP/1.1\r\nHost: site\r\nContent-Length: 1\r\n\r\nx',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
]

/** Another way to write a story's path, each of which ought to lead to the one there is. */
function respelled(path: string, turn: number): string {
  const last = path.slice(-1)
  return pick(
    [
      path.toUpperCase(),
      `${path}/`,
      `/${path}`,
      path.replaceAll('/', '//'),
      `${path.slice(0, -1)}%${last.charCodeAt(0).toString(16)}`,
      `${path};${turn}`,
      `${path}/.`,
      path.replace(/^\/[\w-]+\/[\w-]+\//, (start) => `${start}../x${turn}/`),
    ],
    turn,
  )
}

function pick<T>(items: readonly T[], turn: number): T {
  return items[turn % items.length] as T
}
