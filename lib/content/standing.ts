import type { StoryFields } from './story-schema.ts'

/** Where a story stands with readers at a moment. */
export type Standing =
  /** Shown; `held` only in a preview, and says why readers do not see it yet. */
  | { standing: 'public'; held?: 'draft' | 'embargoed' }
  /** Not to be known of: its URL answers 404. */
  | { standing: 'held' }
  /** Withdrawn or expired: its URL answers 410. */
  | { standing: 'gone' }

/**
 * Decides what readers may see of a story, and when that changes by itself.
 *
 * @param now epoch milliseconds
 * @param preview whether drafts and embargoed stories are shown, marked as such
 * @returns the standing, and as `due` (epoch milliseconds) when to decide anew
 */
export function standingOf(fields: StoryFields, now: number, preview: boolean): Standing & { due?: number } {
  if (fields.status === 'withdrawn') return { standing: 'gone' }
  if (fields.status === 'draft') return preview ? { standing: 'public', held: 'draft' } : { standing: 'held' }
  if (fields.expires !== undefined && fields.expires <= now) return { standing: 'gone' }
  if (fields.date > now) {
    return preview
      ? { standing: 'public', held: 'embargoed', due: fields.date }
      : { standing: 'held', due: fields.date }
  }
  return fields.expires === undefined ? { standing: 'public' } : { standing: 'public', due: fields.expires }
}
