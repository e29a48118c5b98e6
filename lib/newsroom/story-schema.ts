import { z } from 'zod'
import type { PictureFacts } from '../assets/pictures/facts.ts'
import { address, exact, line, listOf, moment, oneOf, slug } from './fields.ts'
import type { Newsroom } from './newsroom-schema.ts'
import { oldAddressOf } from './old-address.ts'

export const kinds = [
  'news',
  'analysis',
  'opinion',
  'explainer',
  'live',
  'gallery',
  'video',
  'correction',
] as const
export type Kind = (typeof kinds)[number]

export const statuses = ['published', 'draft', 'withdrawn'] as const

/**
 * The front matter of a story. Each field's comment says what an editor needs to know. Moments become epoch
 * milliseconds, everything else stays as written.
 */
export function storySchema(newsroom: Pick<Newsroom, 'sectionIds' | 'authorIds'>) {
  const author = z.union(
    [
      oneOf(newsroom.authorIds, 'author', 'authors/<id>.yaml'),
      z.strictObject({ name: line('Write the author’s name.'), url: address().optional() }),
    ],
    { error: authorError },
  )
  return z
    .strictObject(
      {
        /** The headline, plain text. */
        title: line('Add a headline: title: "…".'),
        /** First publication. A story with a future date is embargoed until then. */
        date: moment(),
        /** Where it belongs: an id from site.yaml. */
        section: oneOf(newsroom.sectionIds, 'section', 'site.yaml'),
        /** The standfirst: one or two sentences, plain text. Also what search engines show. */
        summary: line('Add one or two sentences: summary: "…".', 1000),
        /** The last significant edit. Leave it out for a comma. */
        updated: moment().optional(),
        /** Ids from authors/, or {name, url} for a guest. Without any, the organisation signs. */
        authors: listOf(author, 'Write it as a list: authors: [mira-calloway].')
          .max(20, 'has more than 20 entries. Name fewer.')
          .default([]),
        /** Where the story was reported from, as printed before its first words. */
        dateline: line('Write a place: dateline: ISTANBUL.', 80).optional(),
        /** Agencies whose reporting went into it. */
        sources: listOf(
          line('Write the agency’s name.', 80),
          'Write it as a list: sources: [Reuters].',
        ).default([]),
        /** Topic ids from site.yaml, or plain tags. */
        topics: listOf(slug('Write topic ids.'), 'Write it as a list: topics: [rising-seas].').default([]),
        /** The lead picture: a file beside the story. */
        image: z
          .strictObject(
            {
              src: exact('Name a picture file that lies beside the story.', 200),
              alt: line('Describe the picture for those who cannot see it.', 1000),
              caption: line('Write the caption, or leave it out.', 1000).optional(),
              credit: line('Write who made the picture, or leave it out.', 200).optional(),
              /** When the right to show it ends: from this moment on the story has no picture. */
              until: moment().optional(),
            },
            {
              error:
                'is not a picture. Write src, alt and perhaps caption, credit and until on lines of their own under image:.',
            },
          )
          .optional(),
        kind: closed(kinds).default('news'),
        status: closed(statuses).default('published'),
        /** From this moment on the story's URL answers 410. */
        expires: moment().optional(),
        /** Whether search engines are asked to leave the story out. */
        noindex: z
          .boolean({ error: 'is neither true nor false. Write noindex: true, or leave it out.' })
          .optional(),
        /** Where a partner published the text first: search engines are sent there. */
        canonical: exact('Write the address of the first publication.', 1000)
          .refine((url) => /^https:\/\/[^\s<>"]+$/.test(url) && URL.canParse(url), {
            error: 'is not an address that begins with https://. Write that of the first publication.',
          })
          .optional(),
        /** Old paths of this story; they redirect to it. */
        aliases: listOf(
          oldAddressOf(exact('Write a path.')),
          'Write it as a list: aliases: [/old/path].',
        ).default([]),
        /** Corrections, newest last. */
        corrections: listOf(
          z.strictObject(
            { date: moment(), text: line('Say what was wrong and what is right.', 2000) },
            { error: 'is not a correction. Write date and text.' },
          ),
          'Write it as a list of entries with date and text.',
        ).default([]),
        /** What AI was used for, in a sentence readers will see. */
        ai: line('Say in a sentence what AI was used for.', 1000).optional(),
      },
      { error: 'is not a set of fields. Write one field: value a line.' },
    )
    .superRefine((story, ctx) => {
      if (story.updated !== undefined && story.updated < story.date) {
        ctx.addIssue({
          code: 'custom',
          path: ['updated'],
          message: 'is before date. Make it the later of the two, or remove it.',
        })
      }
      if (story.expires !== undefined && story.expires <= story.date) {
        ctx.addIssue({
          code: 'custom',
          path: ['expires'],
          message: 'is not after date. Move it, or remove it.',
        })
      }
    })
}

type CheckedFields = z.output<ReturnType<typeof storySchema>>

/** The lead picture as its story names it, and the facts found in its file. */
export type LeadImage = NonNullable<CheckedFields['image']> & { picture: PictureFacts }

export type StoryFields = Omit<CheckedFields, 'image'> & { image?: LeadImage | undefined }

/** Whether search engines should list it here: not if it has `noindex`, nor if a partner published it first. */
export function isListed({ noindex, canonical }: Pick<StoryFields, 'noindex' | 'canonical'>): boolean {
  return !noindex && canonical === undefined
}

/** Every field a story may have, for suggestions. */
export const storyFieldNames = Object.keys(storySchema({ sectionIds: [], authorIds: [] }).shape)

/** The front matter of a standing page. */
export const standingPageSchema = z.strictObject({
  /** The page's heading. */
  title: line('Add a heading: title: "…".'),
  /** What search engines show. */
  summary: line('Write one or two sentences: summary: "…".', 1000).optional(),
  /** When its text last changed in substance. */
  updated: moment().optional(),
})

export type StandingPageFields = z.output<typeof standingPageSchema>

function closed<const T extends readonly string[]>(values: T) {
  return z.enum(values, {
    error: ({ input }) => {
      const wrong =
        typeof input === 'string' ? `is "${input.slice(0, 40)}", which is not known` : 'is not one word'
      return `${wrong}. Use one of: ${values.join(', ')}.`
    },
  })
}

/** A wrong id is reported by the union's branch for ids; the union's own error is for everything else. */
function authorError(issue: { input?: unknown; errors?: { message: string }[][] }): string {
  const wrongId = typeof issue.input === 'string' ? issue.errors?.[0]?.[0]?.message : undefined
  return wrongId ?? 'is neither an author’s id nor {name, url}. Write one of the two.'
}
