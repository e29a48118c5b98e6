import type { StoryFields } from './story-schema.ts'

type Dated = Pick<StoryFields, 'date' | 'updated' | 'corrections'>

/**
 * When a story last changed in substance, epoch milliseconds: its last edit or correction, or else its publication.
 * The only source for the time shown to readers and to programs.
 */
export function modifiedAt({ date, updated = date, corrections }: Dated): number {
  return Math.max(date, updated, ...corrections.map((correction) => correction.date))
}
