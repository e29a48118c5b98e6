import { brotliDecompressSync } from 'node:zlib'
import { openIndexForReading } from '../../lib/index/index-database.ts'
import { indexFile } from '../../lib/index/index-file.ts'
import { storedNewsroom } from '../../lib/index/queries/newsroom-queries.ts'
import { feedPath, frontPath, sectionPath } from '../../lib/urls/paths.ts'
import { askAnew } from '../ask.ts'
import { storyPaths } from '../sites.ts'
import { filmPath } from './newsroom.ts'

/** What a server has to offer to those who attack it: paths, but for where it is. */
export type Target = {
  host: string
  port: number
  fronts: string[]
  feeds: string[]
  /** Asked for before. */
  stories: string[]
  /** Nobody has asked for these yet. */
  coldStories: string[]
  pictures: string[]
  cards: string[]
  film: string
}

/** What the same server has to offer to honest readers. */
export type Offer = {
  fronts: string[]
  sections: string[]
  feeds: string[]
  /** Asked for before. */
  stories: string[]
  pictures: string[]
  /** Nobody has asked for these yet, and attackers never do. */
  coldStories: string[]
  coldPictures: string[]
  /** A picture that is made for the first time when the siege is over. */
  lastPicture: string
  film: string
}

const warmStories = 60
const warmSections = 3
const warmPictures = 24
/** Some of the archive's stories are only looked at for their cards. */
const storiesWithCards = 40
const atOnce = 4

/** Reads a server's pages as a browser would, and shares out what is on them: what readers ask for is warm from then on. */
export async function reconnoitre(url: string, dataDir: string): Promise<{ target: Target; offer: Offer }> {
  const db = openIndexForReading(indexFile({ dataDir }, false))
  const newsroom = storedNewsroom(db)
  db.close()
  if (!newsroom) throw new Error('The index has no newsroom.')
  const { languages } = newsroom.site
  const all = storyPaths(dataDir)
  const archive = all.filter((path) => path.includes('/story-'))
  const stories = [filmPath, ...all.filter((path) => !path.includes('/story-'))].slice(0, warmStories)
  const fronts = languages.map(frontPath)
  const sections = languages.flatMap((lang) =>
    newsroom.sectionIds.slice(0, warmSections).map((id) => sectionPath(lang, id)),
  )
  const feeds = languages.flatMap((lang) =>
    (['rss', 'atom', 'json'] as const).map((format) => feedPath(lang, format)),
  )
  const pages = await readAll(url, [
    ...new Set([...stories, ...fronts, ...sections, ...archive.slice(0, storiesWithCards)]),
  ])
  const media = new Set(pages.join('\n').match(/\/media\/[0-9a-f]{16}\/[^"'\s,?&<>]+/g))
  const variants = [...media].filter((path) => /\/\d+\.(?:avif|webp|jpg|png)$/.test(path))
  const pictures = variants.filter((path) => path.endsWith('/800.avif')).slice(0, warmPictures)
  const [lastPicture = '', ...others] = variants.filter((path) => !pictures.includes(path))
  const film = [...media].find((path) => path.endsWith('/video.mp4'))
  if (!film || lastPicture === '') throw new Error('There is no film or no picture to ask for.')
  await readAll(url, [...pictures, ...feeds])
  // By turns, so that both have old ones and new ones.
  const coldStories = archive.slice(storiesWithCards)
  const { hostname, port } = new URL(url)
  return {
    target: {
      host: hostname,
      port: Number(port),
      fronts,
      feeds,
      stories,
      coldStories: coldStories.filter((_, index) => index % 2 === 0),
      pictures: [...pictures, ...others.filter((_, index) => index % 4 !== 0)],
      cards: [...media].filter((path) => /^\/media\/\w+\/\w+\/.+\.png$/.test(path)),
      film,
    },
    offer: {
      fronts,
      sections,
      feeds,
      stories,
      pictures,
      coldStories: coldStories.filter((_, index) => index % 2 === 1),
      coldPictures: others.filter((_, index) => index % 4 === 0),
      lastPicture,
      film,
    },
  }
}

/** The bodies at all these paths, of pages as text. */
async function readAll(url: string, paths: readonly string[]): Promise<string[]> {
  const bodies: string[] = []
  let at = 0
  const worker = async () => {
    for (let path = paths[at++]; path !== undefined; path = paths[at++]) {
      const { status, headers, body } = await askAnew(url, path)
      if (status !== 200) throw new Error(`${url}${path} answered ${status}.`)
      bodies.push(String(headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return bodies
}
