import { site } from '#lib/page/site.ts'
import { createNews } from '#lib/publish/preview-news.ts'

export const dynamic = 'force-dynamic'

const lookEvery = 200

let news: ReturnType<typeof createNews> | undefined

/** Tells a page of the preview, by server-sent events, when content has changed and what cannot be shown. */
export function GET(request: Request): Response {
  // All open tabs share one reader of the index.
  news ??= createNews(() => site().db)
  const current = news
  let last = ''
  let timer: NodeJS.Timeout
  const events = new ReadableStream({
    start(controller) {
      const look = () => {
        const state = current()
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
