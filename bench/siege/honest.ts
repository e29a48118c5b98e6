import { pictureFormat } from '../../lib/assets/pictures/format.ts'
import { randomFrom } from '../random.ts'
import type { Received, Visit } from './browse.ts'
import type { Offer } from './target.ts'

/** What a reader asks for. */
export type Wish = Visit & {
  kind: Kind
  /** What is wrong with the answer, if anything is. */
  complaint(answer: Received): string | undefined
}

type Unnamed = Omit<Wish, 'kind'>

const filmPart = 64 * 1024

/** Of a thousand requests, so many are of each kind. */
const shares = {
  'a front page': 130,
  'a section': 140,
  'a story': 350,
  'a cold story': 40,
  'a picture': 196,
  'a cold picture': 4,
  'consent.css': 80,
  'a feed': 30,
  'a film': 10,
  'a choice': 20,
} as const

export type Kind = keyof typeof shares
export const kinds = Object.keys(shares) as Kind[]

/** Wishes of readers without end, the same for the same number; of what is cold, each is wished for once. */
export function* wishes(offer: Offer, url: string, seed: number): Generator<Wish, never> {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const coldStories = [...offer.coldStories]
  const coldPictures = [...offer.coldPictures]
  const drawn = kinds.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind))
  const make: Readonly<Record<Kind, () => Unnamed>> = {
    'a front page': () => page(pick(offer.fronts), url),
    'a section': () => page(pick(offer.sections), url),
    'a story': () => page(pick(offer.stories), url),
    'a cold story': () => page(coldStories.pop() ?? pick(offer.stories), url),
    'a picture': () => picture(pick(offer.pictures)),
    'a cold picture': () => picture(coldPictures.pop() ?? pick(offer.pictures)),
    'consent.css': () => consentStylesheet(random() < 0.5),
    'a feed': () => feed(pick(offer.feeds), url),
    'a film': () => partOfFilm(offer.film),
    'a choice': () => choice(pick(offer.stories)),
  }
  while (true) {
    const kind = pick(drawn)
    yield { ...make[kind](), kind }
  }
}

function page(path: string, url: string): Unnamed {
  return whole(path, ({ body }) => body.includes(`rel="canonical" href="${url}${path}"`))
}

function feed(path: string, url: string): Unnamed {
  return whole(path, ({ body }) => body.includes(`${url}${path}`))
}

function picture(path: string): Unnamed {
  const format = path.split('.').at(-1)?.replace('jpg', 'jpeg')
  return whole(path, ({ body }) => pictureFormat(body) === format)
}

/** It shows the question to those alone who have not answered it. */
function consentStylesheet(hasChosen: boolean): Unnamed {
  const asked = whole('/consent.css', ({ body }) => body.includes('banner') !== hasChosen)
  return hasChosen ? { ...asked, headers: { cookie: 'consent=1.none' } } : asked
}

function whole(path: string, isRight: (answer: Received) => boolean): Unnamed {
  return {
    path,
    complaint: (answer) =>
      answer.status !== 200 ? `answered ${answer.status}` : isRight(answer) ? undefined : 'is something else',
  }
}

function partOfFilm(path: string): Unnamed {
  return {
    path,
    headers: { range: `bytes=0-${filmPart - 1}` },
    complaint: ({ status, body }) =>
      status !== 206
        ? `answered ${status}`
        : body.length === filmPart
          ? undefined
          : 'is not the part asked for',
  }
}

/** As the banner of a page sends it. */
function choice(back: string): Unnamed {
  return {
    path: '/consent',
    form: String(new URLSearchParams({ return: back, decision: 'refuse' })),
    complaint: ({ status, headers }) => {
      if (status !== 303) return `answered ${status}`
      const isKept = String(headers['set-cookie']).startsWith('consent=1.none;')
      const isBack = headers.location?.endsWith(back)
      return isKept && isBack ? undefined : 'does not count the choice'
    },
  }
}
