/** Every kind of page there is, with one of each in any language that has the demonstration's translated stories. */
export const pageTypes = [
  { name: 'front', status: 200, path: (lang: string) => `/${lang}` },
  { name: 'section', status: 200, path: (lang: string) => `/${lang}/politics` },
  { name: 'story', status: 200, path: (lang: string) => `/${lang}/world/2025-05-16/istanbul-talks` },
  { name: 'corrected story', status: 200, path: (lang: string) => `/${lang}/world/2025-05-06/quota-deal` },
  { name: 'topic', status: 200, path: (lang: string) => `/${lang}/topics/halm-crossing` },
  { name: 'author', status: 200, path: (lang: string) => `/${lang}/authors/petra-osk` },
  { name: 'archive', status: 200, path: (lang: string) => `/${lang}/archive` },
  { name: 'archive month', status: 200, path: (lang: string) => `/${lang}/archive/2025/05` },
  { name: 'archive day', status: 200, path: (lang: string) => `/${lang}/archive/2025/05/16` },
  { name: 'standing page', status: 200, path: (lang: string) => `/${lang}/about` },
  { name: 'cookies', status: 200, path: (lang: string) => `/${lang}/cookies` },
  { name: 'not found', status: 404, path: (lang: string) => `/${lang}/no-such-page` },
  { name: 'gone', status: 410, path: (lang: string) => `/${lang}/summer-offer` },
] as const

/** One language of each kind of script; every suite runs over all of them. */
export const sampleLanguages = [
  { lang: 'en', dir: 'ltr' },
  { lang: 'ar', dir: 'rtl' },
  { lang: 'zh-Hans', dir: 'ltr' },
] as const

/** All languages of the demonstration newsroom, under their own names. */
export const languages: Readonly<Record<string, string>> = {
  en: 'English',
  'zh-Hans': '简体中文',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
  ru: 'Русский',
  de: 'Deutsch',
  sw: 'Kiswahili',
}

export const leadStory = (lang: string) => `/${lang}/world/2025-05-16/istanbul-talks`

/** Every kind of page in every sample language. */
export const everyPage = pageTypes.flatMap(({ name, status, path }) =>
  sampleLanguages.map(({ lang, dir }) => ({
    title: `${name} (${lang})`,
    name,
    status,
    lang,
    dir,
    path: path(lang),
  })),
)
