import { outcomeHeader } from '../../consent/outcome.ts'
import type { Upstream } from '../page-cache/upstream.ts'
import type { Metrics } from './metrics.ts'

/**
 * The hop to Next, counting readers' choices by what became of their records: Next, which answers them, need not be in
 * this process. The header that says it goes no further.
 */
export function countingChoices(upstream: Upstream, metrics: Metrics): Upstream {
  return {
    ...upstream,
    async send(request) {
      const answer = await upstream.send(request)
      const record = answer.headers[outcomeHeader]
      if (typeof record === 'string') {
        delete answer.headers[outcomeHeader]
        metrics.count(
          'dateline_consent_choices_total',
          'Choices about cookies, by what became of the record.',
          { record },
        )
      }
      return answer
    },
  }
}
