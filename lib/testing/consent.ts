import { type Consent, consentSchema } from '../newsroom/consent-schema.ts'

/** The consent settings of a newsroom that sets nothing, with its own settings on top. */
export function testConsent(settings: Record<string, unknown> = {}): Consent {
  return consentSchema.parse(settings)
}

/** A category that is not a known one, as site.yaml must write it. */
export const adverts = {
  id: 'adverts',
  name: { en: 'Adverts', ar: 'إعلانات', 'zh-Hans': '广告' },
  purpose: 'Pays for the paper.',
  cookies: [
    { name: '_ad_*', purpose: 'Counts.', party: 'Adverts Ltd', lifetime: { en: '1 year', ar: 'سنة' } },
  ],
}
