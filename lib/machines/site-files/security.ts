import type { SiteSettings } from '../../newsroom/newsroom-schema.ts'

/**
 * security.txt (RFC 9116). It expires half a year after the month of the request, so it stays valid for as long as the
 * site runs, and does not change within a month.
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
