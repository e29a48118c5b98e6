import { z } from 'zod'
import type { SvgDrawing } from '../assets/drawings/clean-drawing.ts'
import type { Face } from '../assets/faces/read-face.ts'
import type { Author } from './author-schema.ts'
import { consentSchema, statisticsSchema } from './consent-schema.ts'
import { address, exact, group, line, listOf, localized, slug } from './fields.ts'
import { lookSchema } from './look-schema.ts'

/** Names used in URLs for something other than sections and standing pages; see lib/urls. */
export const reservedNames: readonly string[] = [
  'topics',
  'authors',
  'archive',
  'search',
  'live',
  'report',
  'errors',
  'feed.xml',
  'atom.xml',
  'feed.json',
]

const permission = z
  .enum(['allow', 'refuse'], { error: 'is neither allow nor refuse. Write one of the two.' })
  .default('allow')

const language = line('Write a BCP 47 tag.').superRefine((tag, ctx) => {
  const canonical = canonicalTag(tag)
  if (canonical === tag) return
  ctx.addIssue({
    code: 'custom',
    message: canonical
      ? `is written "${canonical}". Correct it.`
      : `"${tag}" is not a language tag. Write one such as en, ar or zh-Hans.`,
  })
})

function webAddress() {
  return address().refine((url) => !/^mailto:/i.test(url), {
    error: 'is a mail address. Write one that begins with https://.',
  })
}

function webAddresses(field: string) {
  return listOf(webAddress(), `Write it as a list: ${field}: [https://news.example/].`).default([])
}

const urlName = slug('Write an id.').refine((id) => !reservedNames.includes(id), {
  error: 'is a name the site uses itself. Choose another.',
})

/** A host whose pages may be framed, in the form browsers compare. */
const frameHost = line('Write a host.').refine(isHost, {
  error: 'is not a host. Write it in lower case and without https://, such as player.example.',
})

/** A service the site itself talks to. */
const service = () =>
  exact('Write a full address.').regex(
    /^https?:\/\/[^\s<>"]+$/i,
    'is not a full address. Begin it with https://.',
  )

const telephone = line('Write the number with its country code.').regex(
  /^\+[1-9]\d{5,14}$/,
  'is not an international number. Write it as +861085061466.',
)

const email = exact('Write an e-mail address.').regex(
  /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/,
  'is not an e-mail address. Write it as desk@paper.example.',
)

const mostFeedStories = 100
const feedAdvice = `is not a number of stories. Write a whole number from 1 to ${mostFeedStories}.`

/** The fields of `organisation` that name standing pages. */
export const policies = ['ownership', 'corrections', 'ethics', 'feedback'] as const

/** content/site.yaml: the newsroom's own settings. */
export const siteSchema = group(
  {
    /** The paper's name, as in its masthead. */
    name: localized('Add the paper’s name.'),
    /** A line under the name. */
    tagline: localized('Write a short line.').optional(),
    /** The languages of the site, the default first; each has its messages/<tag>.json. */
    languages: listOf(language, 'Write it as a list: languages: [en, ar].').min(
      1,
      'is empty. Name at least one language.',
    ),
    /** The time zone of every time that readers see. */
    timeZone: line('Write an IANA zone such as Europe/Athens.').refine(isTimeZone, {
      error: 'is not a time zone. Write an IANA name such as Europe/Athens.',
    }),
    /** In the order of the navigation. */
    sections: listOf(
      group({ id: urlName, name: localized('Add the section’s name.') }, 'Write id and name.'),
      'Write it as a list of entries with id and name.',
    ).min(1, 'is empty. Add at least one section.'),
    /** Topics that have a label of their own; others may be used as plain tags. */
    topics: listOf(
      group({ id: slug('Write an id.'), name: localized('Add the topic’s name.') }, 'Write id and name.'),
      'Write it as a list of entries with id and name.',
    ).default([]),
    /** The story that leads the front pages, however old; otherwise the newest leads. */
    lead: exact('Write a story as YYYY/MM/DD/slug.')
      .regex(/^\d{4}\/\d\d\/\d\d\/[^/]+$/, 'is not a story. Write it as YYYY/MM/DD/slug.')
      .optional(),
    /** The news licence shown in every footer, and the language its number is written in. */
    licence: group(
      { number: line('Write the licence’s number.'), lang: language.optional() },
      'Write number and perhaps lang.',
    ).optional(),
    /** Where readers report disinformation: as shown, and as dialled from abroad. */
    hotline: group(
      {
        number: line('Write the number as readers know it.'),
        tel: telephone,
      },
      'Write number and tel.',
    ).optional(),
    /** The least number of stories in a feed; those of the last day are in it however many there are. */
    feedStories: z
      .int({ error: feedAdvice })
      .min(1, { error: feedAdvice })
      .max(mostFeedStories, { error: feedAdvice })
      .default(20),
    /** Standing pages linked from every footer, by the name of their files in pages/. */
    footer: listOf(urlName, 'Write it as a list: footer: [about, privacy].').default([]),
    /** Colours, and what else makes a paper look like itself. */
    look: lookSchema.prefault({}),
    /** Services to notify of new and changed stories; none unless named here. */
    announce: group(
      {
        /** The WebSub hub feed readers subscribe to; feeds name it. */
        hub: service().optional(),
        /** Search engines that take part in IndexNow; the key is public, the site shows it at /<key>.txt. */
        indexNow: group(
          {
            key: line('Write a key of 8 to 128 letters and digits.').regex(
              /^[A-Za-z0-9-]{8,128}$/,
              'is no key. Write 8 to 128 letters, digits and hyphens.',
            ),
            endpoint: service().default('https://api.indexnow.org/indexnow'),
          },
          'Write key and perhaps endpoint.',
        ).optional(),
      },
      'Write hub, indexNow or both.',
    ).prefault({}),
    /** What readers are told and asked about cookies; without it, the site asks before statistics and embeds. */
    consent: consentSchema,
    /** Statistics by a script, one's own or another's, for readers who allow them. */
    statistics: statisticsSchema.optional(),
    /** Hosts whose pages stories may embed, in frames that open when a reader asks for it. */
    embeds: listOf(frameHost, 'Write it as a list: embeds: [www.youtube-nocookie.com].').default([]),
    /** The publisher; signs stories without an author. */
    organisation: group(
      {
        name: localized('Add the organisation’s name.'),
        url: address().optional(),
        /** A picture file in the content folder that search engines and link previews show beside the name. */
        logo: exact('Name a picture file that lies beside site.yaml.', 200).optional(),
        /** Its pages elsewhere: social accounts, an encyclopedia's article. */
        sameAs: listOf(address(), 'Write it as a list: sameAs: [https://social.example/@paper].').default([]),
        /** How to reach the newsroom. */
        contact: group(
          { email: email.optional(), tel: telephone.optional() },
          'Write email, tel or both.',
        ).optional(),
        /** Standing pages that say who owns and funds the newsroom, and by which rules it works. */
        ownership: urlName.optional(),
        corrections: urlName.optional(),
        ethics: urlName.optional(),
        /** The standing page that says how readers can complain. */
        feedback: urlName.optional(),
      },
      'Write name and perhaps url.',
    ),
    /** What AI companies may fetch pages for: to train on them, to answer searches, or because somebody asked. */
    aiCrawlers: group(
      { training: permission, search: permission, requests: permission },
      'Write training, search and requests, each allow or refuse.',
    ).prefault({}),
    /** Where to report a security hole of the site; makes security.txt. */
    security: group(
      {
        contact: listOf(address(), 'Write it as a list: contact: [mailto:security@news.example].').min(
          1,
          'is empty. Write at least one address.',
        ),
        policy: webAddress().optional(),
      },
      'Write contact and perhaps policy.',
    ).optional(),
    /** Who owns the newsroom and what it controls elsewhere; makes trust.txt. */
    trust: group(
      {
        belongsTo: webAddresses('belongsTo'),
        controls: webAddresses('controls'),
        controlledBy: webAddress().optional(),
        social: webAddresses('social'),
        contact: address().optional(),
      },
      'Write belongsTo, controls, controlledBy, social or contact.',
    ).optional(),
  },
  'Write one field: value a line.',
).superRefine((site, ctx) => {
  unique(site.languages, 'languages', ctx)
  unique(site.embeds, 'embeds', ctx)
  unique(
    site.sections.map(({ id }) => id),
    'sections',
    ctx,
  )
  unique(
    site.topics.map(({ id }) => id),
    'topics',
    ctx,
  )
  const cookies = site.sections.findIndex(({ id }) => id === 'cookies')
  if (cookies >= 0)
    ctx.addIssue({
      code: 'custom',
      path: ['sections', cookies, 'id'],
      message: 'is a name the site uses itself. Choose another.',
    })
  if (site.statistics && !site.consent.categories.some(({ id }) => id === 'statistics'))
    ctx.addIssue({
      code: 'custom',
      path: ['statistics'],
      message: 'has no category to be asked for. Add statistics to the categories of consent.',
    })
})

/** The checked contents of site.yaml. */
export type SiteSettings = z.output<typeof siteSchema>

/** All settings of a newsroom, checked, and the ids that stories may refer to. */
export type Newsroom = {
  site: SiteSettings
  authors: Record<string, Author>
  redirects: Record<string, string>
  sectionIds: string[]
  authorIds: string[]
  /** Of the logo's file: another picture under the same name changes the settings, and all that is made by them. */
  logoHash?: string
  /** The drawings of `look.logo`, fit to be served. */
  nameplate?: Nameplate
  /** The typeface that `look.headlines` names, if it names a file. */
  headlineFace?: Face
}

export type Nameplate = { light: SvgDrawing; dark?: SvgDrawing }

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    // Not well formed as a tag; the caller reports that.
    return undefined
  }
}

function isHost(text: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text) && URL.parse(`https://${text}`)?.host === text
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // There is no zone of that name; the caller reports that.
    return false
  }
}

function unique(ids: string[], field: string, ctx: z.RefinementCtx) {
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0)
    ctx.addIssue({
      code: 'custom',
      path: [field, twice],
      message: `stands there twice: "${ids[twice]}". Keep one.`,
    })
}
