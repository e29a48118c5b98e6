import { z } from 'zod'
import { exact, group, line, listOf, localized } from './fields.ts'

/** Categories whose name and purpose are among the interface's messages, in every language. */
export const knownCategories = ['necessary', 'statistics', 'embeds'] as const

/** Each category doubles the number of stylesheets. */
const maxCategories = 8

const cookie = group(
  {
    /** As browsers show it; a * at the end stands for any ending. */
    name: line('Write the cookie’s name.', 100).regex(/^[\w.-]+\*?$/, {
      error: 'is not the name of a cookie. Write it as browsers show it.',
    }),
    purpose: localized('Say what the cookie is for.'),
    /** Who sets and reads it. */
    party: localized('Say who sets the cookie.'),
    /** In readers' words, such as 6 months. */
    lifetime: localized('Say how long it is kept, such as 6 months.'),
  },
  'Write name, purpose, party and lifetime.',
)

/** It is used in the cookie and in forms. */
const categoryId = /^[a-z][a-z0-9-]*$/

const category = group(
  {
    /** necessary is always allowed; the site asks for statistics and embeds before it shows such things. */
    id: line('Write an id.', 30).regex(categoryId, {
      error: 'is not an id. Use lower-case letters a to z, such as statistics.',
    }),
    name: localized('Add the category’s name.').optional(),
    purpose: localized('Say what the category is for.').optional(),
    cookies: listOf(cookie, 'Write it as a list of entries with name, purpose, party and lifetime.').default(
      [],
    ),
  },
  'Write id, and perhaps name, purpose and cookies.',
)

/** What readers are told and asked about cookies. */
export const consentSchema = group(
  {
    /** opt-in asks, with accept, refuse and settings side by side; notice only informs, and can be closed. */
    mode: z
      .enum(['opt-in', 'notice'], { error: 'is neither of the two. Write mode: opt-in, or mode: notice.' })
      .default('opt-in'),
    /** Raise it when there is something new to decide: every reader is then asked again. */
    version: z
      .int({ error: 'is not a whole number. Write version: 1, and 2 when readers are to be asked again.' })
      .min(1, { error: 'is too small. Begin with version: 1.' })
      .max(999_999, { error: 'is too large. Count on from 1.' })
      .default(1),
    /** The notice's first words, instead of the site's own. */
    text: localized('Write one or two sentences.').optional(),
    /** What readers can decide one by one. Without the list: necessary, statistics and embeds. */
    categories: listOf(category, 'Write it as a list of entries with id, name, purpose and cookies.')
      .max(maxCategories, { error: `holds more than ${maxCategories} categories. Join some of them.` })
      .default(knownCategories.map((id) => ({ id, cookies: [] }))),
  },
  'Write mode, version and categories.',
)
  .prefault({})
  .superRefine(({ mode, categories }, ctx) => {
    const ids = categories.map(({ id }) => id)
    for (const [index, { id, name, purpose }] of categories.entries()) {
      const wrong = (message: string, ...field: string[]) =>
        ctx.addIssue({ code: 'custom', path: ['categories', index, ...field], message })
      if (ids.indexOf(id) !== index) wrong(`stands there twice: "${id}". Keep one.`)
      if (id === 'none') wrong('is a name the site uses itself. Choose another.', 'id')
      else if (categoryId.test(id) && !(knownCategories as readonly string[]).includes(id)) {
        if (name === undefined) wrong('is missing. Add the category’s name.', 'name')
        if (purpose === undefined) wrong('is missing. Say what the category is for.', 'purpose')
      }
    }
    if (mode === 'opt-in' && ids.every((id) => id === 'necessary'))
      ctx.addIssue({
        code: 'custom',
        path: ['categories'],
        message: 'leaves nothing to opt in to. Add a category besides necessary, or write mode: notice.',
      })
  })
  .transform(({ categories, ...rest }) => ({
    ...rest,
    categories: [
      categories.find(({ id }) => id === 'necessary') ?? { id: 'necessary', cookies: [] },
      ...categories.filter(({ id }) => id !== 'necessary'),
    ],
  }))

export type Consent = z.output<typeof consentSchema>
export type ConsentCategory = Consent['categories'][number]

/** Statistics by a script, which is sent only to readers who allow the category statistics. */
export const statisticsSchema = group(
  {
    src: exact('Write the script’s full address.').refine(isScriptAddress, {
      error: 'is not the address of a script. Write a full one that begins with https://.',
    }),
  },
  'Write src: "https://…".',
)

/** Plain http only on this machine, for trying things out. */
function isScriptAddress(text: string): boolean {
  if (/[\s'";,<>\\]/.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname))
}
