import { type ConsentCategory, knownCategories } from '#lib/newsroom/consent-schema.ts'
import { localText } from '#lib/newsroom/local-text.ts'
import type { PageContext } from '#lib/page/page-context.ts'

/** A category's name: the newsroom's own word for it, or that of the interface. */
export function categoryName({ t, lang }: PageContext, { id, name }: ConsentCategory): string {
  return name === undefined ? t(`consent.categories.${known(id)}.name`) : localText(name, lang).text
}

/** What a category is for. */
export function categoryPurpose({ t, lang }: PageContext, { id, purpose }: ConsentCategory): string {
  return purpose === undefined ? t(`consent.categories.${known(id)}.purpose`) : localText(purpose, lang).text
}

/** Categories without words of their own are of those; see consent-schema. */
function known(id: string): (typeof knownCategories)[number] {
  return knownCategories.find((one) => one === id) ?? 'necessary'
}
