import type { Metadata } from 'next'
import { siteName } from './content/labels.ts'
import type { Page } from './page.ts'

/** The title and description of a page; the paper's name follows the title. */
export function pageMetadata({ newsroom, lang }: Page, title: string, description?: string): Metadata {
  const name = siteName(newsroom, lang)
  return {
    title: title.includes(name) ? title : `${title} – ${name}`,
    ...(description !== undefined && { description }),
  }
}
