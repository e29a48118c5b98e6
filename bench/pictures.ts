import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writerQuality } from '../lib/assets/pictures/encode.ts'
import type { PictureFacts } from '../lib/assets/pictures/facts.ts'
import { inspectPicture } from '../lib/assets/pictures/inspect.ts'
import {
  plainFormat,
  type Variant,
  type VariantFormat,
  variantFile,
  variantNamed,
  variantsOf,
  variantTypes,
} from '../lib/assets/pictures/variants.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { picturePath } from '../lib/urls/paths.ts'
import { type Answer, ask } from './ask.ts'
import { generateHeavyPictures } from './heavy-pictures.ts'
import { median } from './median.ts'
import { proportionalMegabytes, watchMemory } from './memory.ts'
import { nextImagePath, startNextImage } from './next-image.ts'
import { generatePhotographs } from './photographs.ts'
import type { Server } from './processes.ts'
import { buildAsUsual, startOurs } from './sites.ts'

/** Typical drawings of the demonstration newsroom: a calm one, a crowded one, one at night. */
const drawings = ['05/15/ferry', '05/11/stadium', '05/10/festival', '05/05/lighthouse']
const photographs = 17
/** How many of the photographs are also requested one variant at a time. */
const photographsAlone = 4
const formats = ['avif', 'webp', 'jpg'] as const
type Format = (typeof formats)[number]
/** The quality to ask Next for to get ours: AVIF gets 50/80 of it (next/dist/server/image-optimizer/transform.js). */
const nextQuality: Record<Format, number> = { ...writerQuality, avif: writerQuality.avif * (80 / 50) }

/** Long enough for the last of 200. */
const patience = 180_000

export type VariantFigures = {
  /** `drawing 800.avif` */
  variant: string
  /** Medians over all pictures: kilobytes and milliseconds. */
  ours: { kilobytes: number; milliseconds: number }
  next: { kilobytes: number; milliseconds: number }
  /** Medians of the ratios, picture by picture. */
  bytesRatio: number
  timeRatio: number
}

export type FloodFigures = {
  requests: number
  /** Answers of 503, given because the picture would have taken too long; each was requested again. */
  turnedAway: number
  seconds: number
  /** Megabytes of all processes; memory they share counts once. */
  idle: number
  peak: number
}

export type PictureFigures = {
  variants: VariantFigures[]
  /** Milliseconds. */
  slowestFirst: { ours: number; next: number }
  flood: { ours: FloodFigures; next: FloodFigures }
  /** The same with the heaviest pictures allowed. */
  heavyFlood: FloodFigures
}

type Source = { name: string; facts: PictureFacts }

/**
 * Compares our pictures with those of Next's own optimizer: the same files, widths and qualities, each variant requested
 * once, first one at a time, in turns, then 200 together; and 200 of the heaviest pictures from ours alone.
 */
export async function benchPictures(say: (line: string) => void): Promise<PictureFigures> {
  buildAsUsual()
  say(`Making ${photographs} pictures of 6000×4000…`)
  const { content, files, sources } = await makeNewsroom(copyAndGenerate)
  const heavy = await makeNewsroom((folder) => generateHeavyPictures(folder, files['photograph-0.jpg'] ?? ''))
  const first = sources[0]
  if (!first) throw new Error('There is no picture.')
  const widths = variantsOf(first.facts, 'jpg').map(({ width }) => width)
  const servers: Server[] = []
  try {
    const ours = await startOurs({ CONTENT_DIR: content, DATA_DIR: temporaryFolder() })
    servers.push(ours)
    const next = await startNextImage(files, { widths, qualities: Object.values(nextQuality) })
    servers.push(next)
    const drawn = sources.slice(0, drawings.length)
    const taken = sources.slice(drawings.length)
    say(`One at a time: ${widths.length} widths, ${formats.length} formats…`)
    const alone = [
      ...(await measureAlone(ours, next, 'drawing', drawn)),
      ...(await measureAlone(ours, next, 'photograph', taken.slice(0, photographsAlone))),
    ]
    say(`All at once: ${taken.length} pictures, ${widths.length} widths, ${formats.length} formats…`)
    // New servers, which have cached nothing and taken no memory yet.
    for (const server of servers.splice(0)) await server.stop()
    const oursAgain = await startOurs({ CONTENT_DIR: content, DATA_DIR: temporaryFolder() })
    servers.push(oursAgain)
    const oursFlood = await flood(oursAgain, taken, ourPath)
    await servers.pop()?.stop()
    const nextAgain = await startNextImage(files, { widths, qualities: Object.values(nextQuality) })
    servers.push(nextAgain)
    const nextFlood = await flood(nextAgain, taken, nextPath)
    await servers.pop()?.stop()
    say(`All at once: ${heavy.sources.length} of the heaviest pictures…`)
    const oursAtLast = await startOurs({ CONTENT_DIR: heavy.content, DATA_DIR: temporaryFolder() })
    servers.push(oursAtLast)
    const heavyFlood = await flood(oursAtLast, heavy.sources, ourPath)
    const slowest = (whose: 'ours' | 'next') => Math.max(...alone.map((one) => one.slowest[whose]))
    return {
      variants: alone.map(({ figures }) => figures),
      slowestFirst: { ours: slowest('ours'), next: slowest('next') },
      flood: { ours: oursFlood, next: nextFlood },
      heavyFlood,
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function copyAndGenerate(folder: string): Promise<string[]> {
  const names = drawings.map((drawing) => {
    const name = `${drawing.split('/').at(-1)}.jpg`
    cpSync(join('content/articles/2025', `${drawing}.jpg`), join(folder, name))
    return name
  })
  return [...names, ...(await generatePhotographs(folder, photographs))]
}

/** A newsroom with one story, which shows all the pictures that `write` makes. */
async function makeNewsroom(write: (folder: string) => Promise<string[]>) {
  const content = join(temporaryFolder(), 'content')
  const folder = join(content, 'articles', '2025', '05', '15')
  for (const kept of ['site.yaml', 'logo.png', 'authors', 'pages'])
    cpSync(join('content', kept), join(content, kept), { recursive: true })
  mkdirSync(folder, { recursive: true })
  const names = await write(folder)
  const shown = names.map((name) => `![A picture to be measured](${name})`).join('\n\n')
  writeFileSync(
    join(folder, 'pictures.en.md'),
    `---\ntitle: "Pictures"\ndate: 2025-05-15T09:00:00Z\nsection: world\nsummary: "Pictures."\nauthors: [petra-osk]\n---\n${shown}\n`,
  )
  const sources: Source[] = []
  for (const name of names) {
    const facts = await inspectPicture(join(folder, name))
    if ('fault' in facts) throw new Error(`${name} ${facts.fault}`)
    sources.push({ name, facts })
  }
  return { content, sources, files: Object.fromEntries(names.map((name) => [name, join(folder, name)])) }
}

type PathOf = (source: Source, variant: Variant) => string
const ourPath: PathOf = ({ facts }, variant) => picturePath(facts, variant)
const nextPath: PathOf = ({ name }, { width, format }) =>
  nextImagePath(name, width, nextQuality[format as Format])

async function measureAlone(ours: Server, next: Server, kind: string, sources: readonly Source[]) {
  // The first picture compiles code and starts threads, so it counts for neither server.
  const [warmer, ...measured] = sources
  if (!warmer) return []
  for (const format of formats)
    for (const variant of variantsOf(warmer.facts, format)) await pair(warmer, variant)
  const all: { figures: VariantFigures; slowest: { ours: number; next: number } }[] = []
  for (const named of formats.flatMap((format) => variantsOf(warmer.facts, format))) {
    const pairs: { ours: Answer; next: Answer }[] = []
    for (const source of measured) {
      const variant = variantNamed(source.facts, variantFile(named))
      if (variant) pairs.push(await pair(source, variant))
    }
    const of = (whose: 'ours' | 'next') => ({
      kilobytes: median(pairs.map((both) => both[whose].body.length / 1024)),
      milliseconds: median(pairs.map((both) => both[whose].milliseconds)),
    })
    const slowest = (whose: 'ours' | 'next') => Math.max(...pairs.map((both) => both[whose].milliseconds))
    all.push({
      figures: {
        variant: `${kind} ${variantFile(named)}`,
        ours: of('ours'),
        next: of('next'),
        bytesRatio: median(pairs.map((both) => both.ours.body.length / both.next.body.length)),
        timeRatio: median(pairs.map((both) => both.ours.milliseconds / both.next.milliseconds)),
      },
      slowest: { ours: slowest('ours'), next: slowest('next') },
    })
  }
  return all

  async function pair(source: Source, variant: Variant) {
    return {
      ours: await askPicture(ours, ourPath(source, variant), variant),
      next: await askPicture(next, nextPath(source, variant), variant),
    }
  }
}

async function flood(server: Server, sources: readonly Source[], pathOf: PathOf): Promise<FloodFigures> {
  await sleep(2000)
  const idle = proportionalMegabytes(server.pid)
  const memory = watchMemory(server.pid, proportionalMegabytes)
  const started = performance.now()
  const wanted = sources.flatMap((source) =>
    ['avif', 'webp', plainFormat(source.facts)].flatMap((format) =>
      variantsOf(source.facts, format as VariantFormat).map((variant) => ({
        path: pathOf(source, variant),
        variant,
      })),
    ),
  )
  let turnedAway = 0
  await Promise.all(
    wanted.map(async ({ path, variant }) => {
      while ((await askPicture(server, path, variant, [200, 503])).status === 503) {
        turnedAway += 1
        await sleep(10_000)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  return { requests: wanted.length, turnedAway, seconds, idle, peak: memory.peak() }
}

/** Requests a picture, which must come in the requested format: when that fails, Next sends another. */
async function askPicture(
  server: Server,
  path: string,
  { format }: Variant,
  allowed = [200],
): Promise<Answer> {
  const type = variantTypes[format]
  const answer = await ask(server.url, path, { accept: type, timeout: patience })
  const isAsAsked = answer.status !== 200 || answer.headers['content-type'] === type
  if (!allowed.includes(answer.status) || !isAsAsked)
    throw new Error(`${server.url}${path} answered ${answer.status}, ${answer.headers['content-type']}.`)
  return answer
}
