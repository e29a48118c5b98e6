import { Fragment, type ReactNode } from 'react'
import { joinParts } from '#lib/i18n/language.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { type Signer, signersOf } from '#lib/page/signers.ts'

/** Who wrote the story: "By A and B", each name linked where there is a page for it. */
export function Byline({ context, story }: { context: PageContext; story: Story }) {
  const { lang, t } = context
  const authors = signersOf(context.newsroom, story)
  const names = authors.map(({ name }) => name)
  const list = joinParts(names, lang).map((part) =>
    'between' in part ? part.between : <Author key={names[part.index]} {...authors[part.index]} />,
  )
  // The message puts the names where the language needs them.
  const [before = '', after = ''] = t('story.by', { authors: '\0' }).split('\0')
  return (
    <p>
      {before}
      {list.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is rendered once, on the server
        <Fragment key={index}>{part as ReactNode}</Fragment>
      ))}
      {after}
    </p>
  )
}

function Author({ name = '', lang, url }: Partial<Signer>) {
  return url ? (
    <a href={url} lang={lang} rel="author">
      {name}
    </a>
  ) : (
    <span lang={lang}>{name}</span>
  )
}
