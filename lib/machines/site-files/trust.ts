import type { Newsroom } from '../../newsroom/newsroom-schema.ts'
import { pagePath } from '../../urls/paths.ts'
import { pathOf, type View } from '../../urls/target.ts'

/** Standing pages that explain how the newsroom works, by their usual names. */
const disclosures = ['about', 'ownership', 'ethics', 'corrections']

/** trust.txt, as specified in https://journallist.net/reference-document-for-trust-txt-specifications. */
export function trustTxt(view: View, trust: NonNullable<Newsroom['site']['trust']>, siteUrl: string): string {
  const { site } = view.newsroom
  const [lang = ''] = site.languages
  const told = disclosures.filter((page) => pathOf(view, { kind: 'page', page }, lang))
  const { belongsTo, controls, controlledBy, social, contact } = trust
  return [
    ...belongsTo.map((url) => `belongto=${url}`),
    ...controls.map((url) => `control=${url}`),
    ...(controlledBy ? [`controlledby=${controlledBy}`] : []),
    ...social.map((url) => `social=${url}`),
    ...(contact ? [`contact=${contact}`] : []),
    ...told.map((page) => `disclosure=${siteUrl}${pagePath(lang, page)}`),
    `datatrainingallowed=${site.aiCrawlers.training === 'allow' ? 'yes' : 'no'}`,
    '',
  ].join('\n')
}
