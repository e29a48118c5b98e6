import { formatPeriod } from '../i18n/dates.ts'
import { joinNames } from '../i18n/language.ts'
import { findStandingPage } from '../index/queries/newsroom-queries.ts'
import { findStory } from '../index/queries/story-queries.ts'
import { authorLabel, sectionLabel, siteName, topicLabel } from '../newsroom/labels.ts'
import { cookiesPage } from '../urls/paths.ts'
import type { Target } from '../urls/target.ts'
import type { PageContext } from './page-context.ts'

/** A page's name, and its description in a line. */
export type PageWords = { name: string; description?: string }

/** Name and description of what a page shows, in its language; undefined when there is no such page. */
export function pageWords(context: PageContext, target: Target): PageWords | undefined {
  const { lang, t, newsroom, db } = context
  const site = siteName(newsroom, lang)
  switch (target.kind) {
    case 'front': {
      const sections = newsroom.sectionIds.map((id) => sectionLabel(newsroom, id, lang).text)
      const description = t('front.description', { site, sections: joinNames(sections, lang) })
      return { name: t('front.title', { site }), description }
    }
    case 'section': {
      const name = sectionLabel(newsroom, target.section, lang).text
      return { name, description: t('section.description', { section: name, site }) }
    }
    case 'story': {
      const fields = findStory(db, target, lang)?.fields
      return fields && { name: fields.title, description: fields.summary }
    }
    case 'topic': {
      const name = topicLabel(newsroom, target.topic, lang).text
      return { name, description: t('list.topicDescription', { topic: name, site }) }
    }
    case 'author': {
      const name = authorLabel(newsroom, target.author, lang).text
      return { name, description: t('list.authorDescription', { author: name, site }) }
    }
    case 'archive': {
      const all = target.period === ''
      const period = all ? t('archive.allYears') : formatPeriod(target.period, lang)
      const name = all ? t('archive.title') : t('archive.dayTitle', { period })
      return { name, description: t('archive.description', { site, period }) }
    }
    case 'page': {
      const fields = findStandingPage(db, target.page, lang)?.fields
      if (fields) return { name: fields.title, ...(fields.summary && { description: fields.summary }) }
      return target.page === cookiesPage ? { name: t('consent.title') } : undefined
    }
    case 'receipt':
      return { name: t('consent.receipt.title') }
  }
}

/** A page's title: its name, followed by the paper's. */
export function pageTitle({ newsroom, lang }: Pick<PageContext, 'newsroom' | 'lang'>, name: string): string {
  const paper = siteName(newsroom, lang)
  return name.includes(paper) ? name : `${name} – ${paper}`
}
