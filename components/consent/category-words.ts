import { type ConsentCategory, knownCategories } from '#lib/newsroom/consent-schema.ts'
import { localText } from '#lib/newsroom/local-text.ts'
import type { PageContext } from '#lib/page/page-context.ts'

/** A category's name: the newsroom's own, or the interface's. */
export function categoryName({ t, lang }: PageContext, { id, name }: ConsentCategory): string {
  return name === undefined ? t(`consent.categories.${known(id)}.name`) : localText(name, lang).text
}

/** What a category is for. */
export function categoryPurpose({ t, lang }: PageContext, { id, purpose }: ConsentCategory): string {
  return purpose === undefined ? t(`consent.categories.${known(id)}.purpose`) : localText(purpose, lang).text
}

/** A category without its own words is one of the known ones; see consent-schema. */
function known(id: string): (typeof knownCategories)[number] {
  return knownCategories.find((one) => one === id) ?? 'necessary'
}
