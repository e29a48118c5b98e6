import type { StoryFields } from './story-schema.ts'

/** Whether readers see a story at a moment. */
export type Standing =
  /** Shown. `held` is set only in a preview, and says why readers do not see it yet. */
  | { standing: 'public'; held?: 'draft' | 'embargoed' }
  /** Kept secret: its URL answers 404. */
  | { standing: 'held' }
  /** Withdrawn or expired: its URL answers 410. */
  | { standing: 'gone' }

/**
 * Decides whether readers may see a story, and for how long that holds.
 *
 * @param now epoch milliseconds
 * @param preview whether drafts and embargoed stories are shown, marked as such
 * @returns the standing. If time decides it, also when it begins (`since`) and when to decide again (`due`), in epoch
 * milliseconds; `since` matters when a clock is set back
 */
export function standingOf(
  fields: StoryFields,
  now: number,
  preview: boolean,
): Standing & { since?: number; due?: number } {
  const { status, date, expires } = fields
  if (status === 'withdrawn') return { standing: 'gone' }
  if (status === 'draft') return preview ? { standing: 'public', held: 'draft' } : { standing: 'held' }
  if (expires !== undefined && expires <= now) return { standing: 'gone', since: expires }
  if (date > now)
    return preview ? { standing: 'public', held: 'embargoed', due: date } : { standing: 'held', due: date }
  return { standing: 'public', since: date, ...(expires !== undefined && { due: expires }) }
}
