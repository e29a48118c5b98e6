import { formatPeriod } from '#lib/i18n/dates.ts'
import { archiveNeighbours, archivePeriods, storiesOnDay } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { archivePath } from '#lib/urls/paths.ts'
import { PageHead } from '../lists/PageHead.tsx'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './ArchivePage.module.css'

type Props = {
  context: PageContext
  /** `''` for all years, `2025`, `2025-05` or `2025-05-16`. */
  period: string
}

/** The archive: years, the months of one, the days of one, or the stories of a day. */
export function ArchivePage({ context, period }: Props) {
  const { lang, t } = context
  const title = period === '' ? t('archive.title') : formatPeriod(period, lang)
  return (
    <>
      <PageHead over={period === '' ? undefined : t('archive.title')} title={title}>
        <Parents context={context} period={period} />
      </PageHead>
      {period.length === 10 ? (
        <Day context={context} period={period} />
      ) : (
        <Periods context={context} period={period} />
      )}
      <Neighbours context={context} period={period} />
    </>
  )
}

/** Links to the levels above: all years, the year, the month. */
function Parents({ context: { lang, t }, period }: Props) {
  const parents = [4, 7].filter((length) => length < period.length).map((length) => period.slice(0, length))
  if (period === '') return null
  return (
    <ul>
      <li>
        <a href={archivePath(lang)}>{t('archive.allYears')}</a>
      </li>
      {parents.map((parent) => (
        <li key={parent}>
          <a href={archivePath(lang, parent)}>{formatPeriod(parent, lang)}</a>
        </li>
      ))}
    </ul>
  )
}

function Day({ context, period }: Props) {
  return (
    <div className={styles.day}>
      {storiesOnDay(context.db, context.lang, period).map((story) => (
        <Teaser key={story.id} context={context} story={story} weight="medium" heading="h2" dated={false} />
      ))}
    </div>
  )
}

function Periods({ context: { db, lang, t }, period }: Props) {
  return (
    <ul className={styles.periods}>
      {archivePeriods(db, lang, period).map((part) => (
        <li key={part.period}>
          <a href={archivePath(lang, part.period)}>{formatPeriod(part.period, lang)}</a>{' '}
          <span>{t('list.stories', { count: part.count })}</span>
        </li>
      ))}
    </ul>
  )
}

function Neighbours({ context: { db, lang, t }, period }: Props) {
  if (period === '') return null
  const { before, after } = archiveNeighbours(db, lang, period)
  if (!before && !after) return null
  return (
    <nav className={styles.neighbours} aria-label={t('archive.title')}>
      {before && (
        <a href={archivePath(lang, before)} rel="prev">
          {t('archive.previous', { period: formatPeriod(before, lang) })}
        </a>
      )}
      {after && (
        <a href={archivePath(lang, after)} rel="next">
          {t('archive.next', { period: formatPeriod(after, lang) })}
        </a>
      )}
    </nav>
  )
}
