import type { StoryFields } from './story-schema.ts'

/**
 * When a story last changed in substance, epoch milliseconds: its last edit or correction, or else its publication.
 * The one value for the time shown to readers and for every machine.
 */
export function modifiedAt({ date, updated = date, corrections }: StoryFields): number {
  return Math.max(date, updated, ...corrections.map((correction) => correction.date))
}
