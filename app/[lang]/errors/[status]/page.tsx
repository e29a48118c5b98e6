import { ErrorPage } from '#components/ErrorPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { pageContext } from '#lib/page/page-context.ts'
import { pageTitle } from '#lib/page/page-words.ts'

/**
 * The pages that proxy.ts shows, with their status, for missing pages. They are ordinary pages because Next's own
 * notFound() gives an empty document on pages rendered on demand.
 */
type Props = { params: Promise<{ lang: string; status: string }> }

export function generateStaticParams() {
  return [{ status: '404' }, { status: '410' }]
}

async function load(params: Props['params']) {
  const { lang, status } = await params
  return { context: pageContext(lang), status: status === '410' ? (410 as const) : (404 as const) }
}

export default async function ErrorRoute({ params }: Props) {
  const { context, status } = await load(params)
  return (
    <Frame context={context}>
      {/* Not by generateMetadata: for an answer with status 404 Next would use the title of its own not-found page. */}
      <title>
        {pageTitle(context, context.t(status === 410 ? 'error.goneTitle' : 'error.notFoundTitle'))}
      </title>
      <meta name="robots" content="noindex" />
      <ErrorPage context={context} status={status} />
    </Frame>
  )
}
