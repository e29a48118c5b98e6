import { joinNames } from '../i18n/language.ts'
import { type MessageKey, messageTexts, type Translate, translator } from '../i18n/messages.ts'
import type { ProseLabels } from '../markdown/compile.ts'

/** The interface's messages that occur in texts. */
const keys = [
  'locale',
  'story.notes',
  'story.backToText',
  'story.linkToHeading',
  'story.table',
  'story.code',
  'story.gallery',
  'story.picture',
  'story.audio',
  'story.embedNote',
  'story.withInputFrom',
  'kind.video',
] as const satisfies MessageKey[]

type Word = (typeof keys)[number]

function words(lang: string): (key: Word, values?: Parameters<Translate>[1]) => string {
  return translator(lang)
}

/** The words in a text's HTML that are not its own, in the text's language. */
export function proseLabels(lang: string): ProseLabels {
  const t = words(lang)
  return {
    notes: t('story.notes'),
    backToText: (number) => t('story.backToText', { number }),
    linkToHeading: t('story.linkToHeading'),
    table: t('story.table'),
    code: t('story.code'),
    gallery: t('story.gallery'),
    picture: (number, count) => t('story.picture', { number, count }),
    video: t('kind.video'),
    audio: t('story.audio'),
    embedNote: (host) => t('story.embedNote', { host }),
  }
}

/** The line at the end of a story that credits its agencies; undefined when there are none. */
export function agencyCredit(sources: readonly string[], lang: string): string | undefined {
  if (sources.length === 0) return undefined
  return words(lang)('story.withInputFrom', { agencies: joinNames(sources, lang) })
}

/** The messages of a language that occur in texts, as its file writes them. */
export function wordsInProse(lang: string): string[] {
  const texts = messageTexts(lang)
  return keys.map((key) => texts.get(key) ?? '')
}
