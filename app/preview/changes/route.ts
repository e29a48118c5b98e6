import { allProblems, contentChangedAt } from '#lib/content/newsroom-queries.ts'
import { textLine } from '#lib/content/problem.ts'
import { site } from '#lib/site.ts'

export const dynamic = 'force-dynamic'

const lookEvery = 200
const mostProblems = 5

/** Tells a page of the preview when content has changed, and what cannot be shown, as server-sent events. */
export function GET(request: Request): Response {
  const { db } = site()
  let last = ''
  let timer: NodeJS.Timeout
  const events = new ReadableStream({
    start(controller) {
      const look = () => {
        const problems = allProblems(db).map(textLine)
        const state = JSON.stringify({
          changedAt: contentChangedAt(db),
          problems: problems.slice(0, mostProblems),
        })
        if (state !== last) controller.enqueue(`data: ${state}\n\n`)
        last = state
      }
      look()
      timer = setInterval(look, lookEvery)
      request.signal.addEventListener('abort', () => {
        clearInterval(timer)
        controller.close()
      })
    },
    cancel: () => clearInterval(timer),
  })
  return new Response(events.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  })
}
