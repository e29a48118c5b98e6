import type { Log } from '../runtime/log.ts'
import type { Checkout } from './checkout.ts'
import { gitAdvice } from './git-advice.ts'
import { createPulls, type Pulls } from './pulls.ts'

export type FollowCheckoutOptions = {
  /** Opens the checkout a folder is or lies in; undefined when there is none. Rejects when Git refuses to read it. */
  open(directory: string): Promise<Checkout | undefined>
  /** Called when the commit may have changed. */
  moved(): void
  /** Called when a pull has failed, or worked again. */
  pulled(): void
  log: Log
}

/** The checkout that the content folder is or lies in, if any: follows its commits, and gets new ones. */
export type FollowedCheckout = Pick<Pulls, 'failure'> & {
  /** Follows the checkout of a folder from now on, instead of the one before. @param isWanted whether it still should */
  follow(directory: string, isWanted: () => boolean): Promise<void>
  /** The files a new commit has changed; undefined when there is no new commit. */
  news(): Promise<Set<string> | 'everything' | undefined>
  /** The commit that was there at the last call of `news`. */
  commit(): string | undefined
  isBusy(): boolean
  /** Gets new commits; resolves with the reason when that fails. */
  pull(): Promise<string | undefined>
  close(): void
}

const noCheckout =
  'The content folder is no Git checkout, or Git is not installed: clone the content there, or set PUBLISH_PULL=no'

export function followCheckout({ open, moved, pulled, log }: FollowCheckoutOptions): FollowedCheckout {
  let checkout: Checkout | undefined
  let refusal = noCheckout
  let events: { close(): void } | undefined
  let commit: string | undefined

  const pulls = createPulls({
    pull: async (signal) => (checkout ? checkout.pull(signal) : refusal),
    // The system may not report the new commit.
    came: moved,
    stands: pulled,
    log,
  })

  /** The checkout of a folder, or the reason why there is none that can be read. */
  const opened = async (directory: string): Promise<Checkout | string> => {
    try {
      return (await open(directory)) ?? noCheckout
    } catch (error) {
      const reason = gitAdvice(error)
      log('warn', 'checkout not read', { reason })
      return reason
    }
  }

  return {
    async follow(directory, isWanted) {
      events?.close()
      events = undefined
      const found = await opened(directory)
      if (!isWanted()) return
      checkout = typeof found === 'string' ? undefined : found
      refusal = typeof found === 'string' ? found : noCheckout
      events = checkout?.follow(moved)
      // If a commit is known from before, the new one counts as news.
      commit ??= await checkout?.head()
    },
    async news() {
      const now = await checkout?.head()
      const before = commit
      if (!checkout || !now || before === now) return undefined
      commit = now
      const paths = before && (await checkout.changedBetween(before, now))
      log('info', 'new commit', { commit, files: paths?.length ?? 'unknown' })
      return paths ? new Set(paths) : 'everything'
    },
    commit: () => commit,
    isBusy: () => checkout?.isBusy() ?? false,
    pull: pulls.ask,
    failure: pulls.failure,
    close() {
      pulls.close()
      events?.close()
    },
  }
}
