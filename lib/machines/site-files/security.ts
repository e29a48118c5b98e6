import type { SiteSettings } from '../../newsroom/newsroom-schema.ts'

/**
 * security.txt (RFC 9116). It expires half a year after the month it is asked for in, so it is good as long as the site
 * is run, and stays the same for a month.
 *
 * @param now epoch milliseconds
 */
export function securityTxt(
  { contact, policy }: NonNullable<SiteSettings['security']>,
  { languages }: Pick<SiteSettings, 'languages'>,
  siteUrl: string,
  now: number,
): string {
  const today = new Date(now)
  const expires = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 6))
  return [
    ...contact.map((address) => `Contact: ${address}`),
    `Expires: ${expires.toISOString().replace('.000', '')}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${siteUrl}/.well-known/security.txt`,
    ...(policy ? [`Policy: ${policy}`] : []),
    '',
  ].join('\n')
}
