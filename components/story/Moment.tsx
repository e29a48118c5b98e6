import { formatDate, formatMoment, isoInZone } from '#lib/i18n/dates.ts'
import type { PageContext } from '#lib/page/page-context.ts'

type Props = { context: PageContext; time: number; short?: boolean }

/** A moment in the newsroom's zone, for people and machines from one value; `short` gives only the day. */
export function Moment({ context: { lang, newsroom }, time, short = false }: Props) {
  const { timeZone, languages } = newsroom.site
  // Readers of the paper's first language are at home in its zone.
  const atHome = lang === languages[0]
  return (
    <time dateTime={isoInZone(time, timeZone)}>
      {short ? formatDate(time, lang, timeZone) : formatMoment(time, lang, timeZone, atHome)}
    </time>
  )
}
