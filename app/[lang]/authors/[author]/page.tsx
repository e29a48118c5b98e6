import type { Metadata } from 'next'
import { Frame } from '#components/frame/Frame.tsx'
import { AuthorPage } from '#components/lists/AuthorPage.tsx'
import { headOf } from '#lib/machines/seo/head.ts'
import { decoded, pageContext } from '#lib/page/page-context.ts'
import { site } from '#lib/page/site.ts'

type Props = { params: Promise<{ lang: string; author: string }> }

const renderedAhead = 20

export function generateStaticParams() {
  return site()
    .newsroom.authorIds.slice(0, renderedAhead)
    .map((author) => ({ author }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, author } = await decoded(params)
  return headOf(pageContext(lang), { kind: 'author', author })
}

export default async function AuthorRoute({ params }: Props) {
  const { lang, author } = await decoded(params)
  const context = pageContext(lang)
  return (
    <Frame context={context} target={{ kind: 'author', author }}>
      <AuthorPage context={context} author={author} />
    </Frame>
  )
}
