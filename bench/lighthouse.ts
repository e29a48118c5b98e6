import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { quietFlags } from '../cli/browser.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'

/** npm fetches it when it is run, because it is too large a dependency for how rarely it is needed. */
const lighthousePackage = 'lighthouse@13.5.0'
const categoryNames = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const timeout = 240_000

export type LighthouseCategory = {
  name: (typeof categoryNames)[number]
  /** 0 to 100. */
  score: number
  /** What keeps the score below 100, the heaviest first: one line each. */
  lost: string[]
}

/** The parts of Lighthouse's JSON that are used here. */
type Report = {
  runtimeError?: { message: string }
  categories: Record<
    LighthouseCategory['name'],
    { score: number | null; auditRefs: { id: string; weight: number }[] }
  >
  audits: Record<string, { title: string; score: number | null; displayValue?: string; details?: Details }>
}
type Details = { items?: { node?: { selector?: string; snippet?: string }; description?: string }[] }

/**
 * Runs Lighthouse on a page as it ships, with a slow phone on a slow network simulated.
 *
 * @param chromium the browser's path
 * @throws when Lighthouse cannot be fetched or cannot load the page
 */
export function runLighthouse(url: string, chromium: string): LighthouseCategory[] {
  const file = join(temporaryFolder(), 'report.json')
  const { status, stderr } = spawnSync(
    'npm',
    [
      'exec',
      '--yes',
      `--package=${lighthousePackage}`,
      '--',
      'lighthouse',
      url,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--only-categories=${categoryNames.join(',')}`,
      `--chrome-flags=${['--headless=new', ...quietFlags].join(' ')}`,
    ],
    { encoding: 'utf8', timeout, env: { ...process.env, CHROME_PATH: chromium } },
  )
  if (status !== 0) throw new Error(`Lighthouse failed on ${url}: ${stderr.trim().slice(-2000)}`)
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  if (report.runtimeError) throw new Error(`Lighthouse failed on ${url}: ${report.runtimeError.message}`)
  return categoryNames.map((name) => readCategory(report, name))
}

function readCategory({ categories, audits }: Report, name: LighthouseCategory['name']): LighthouseCategory {
  const { score, auditRefs } = categories[name]
  const lost = auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .sort((a, b) => b.weight - a.weight)
    .map(({ id, weight }) => {
      const { title = '', displayValue, details } = audits[id] ?? {}
      const where = details?.items?.map(({ node, description }) => node?.selector ?? description)
      const shown = [...new Set(where)].filter((place) => place !== undefined).slice(0, 5)
      return [`${id} (weight ${weight}): ${title}`, displayValue, ...shown].filter(Boolean).join('; ')
    })
  return { name, score: Math.round((score ?? 0) * 100), lost }
}
