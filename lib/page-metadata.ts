import type { Metadata } from 'next'
import { siteName } from './content/labels.ts'
import type { Page } from './page.ts'

/** The title and description of a page. */
export function pageMetadata(page: Page, title: string, description?: string): Metadata {
  return { title: pageTitle(page, title), ...(description !== undefined && { description }) }
}

/** A page's title, with the paper's name after it. */
export function pageTitle({ newsroom, lang }: Page, title: string): string {
  const name = siteName(newsroom, lang)
  return title.includes(name) ? title : `${title} – ${name}`
}
