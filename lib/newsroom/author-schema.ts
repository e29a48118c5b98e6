import type { z } from 'zod'
import { address, group, line, listOf, localized } from './fields.ts'

/** content/authors/<id>.yaml. */
export const authorSchema = group(
  {
    name: localized('Add the author’s name.'),
    role: localized('Write what the author does.').optional(),
    bio: localized('Write one or two sentences.').optional(),
    links: listOf(
      group({ label: line('Write what the link is.'), url: address() }, 'Write label and url.'),
      'Write it as a list of entries with label and url.',
    ).default([]),
  },
  'Write one field: value a line.',
)

export type Author = z.output<typeof authorSchema>
