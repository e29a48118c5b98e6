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
 * Decides what readers may see of a story, and for which time that holds.
 *
 * @param now epoch milliseconds
 * @param preview whether drafts and embargoed stories are shown, marked as such
 * @returns the standing; where time decides it, `since` when it holds and from when, `due`, it is to be decided anew
 * (epoch milliseconds): a clock that is set back makes the first matter
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
