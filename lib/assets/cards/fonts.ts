import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import decompress from 'wawoff2/decompress.js'
import { escapeXml } from '../../runtime/xml.ts'
import { pictureHash } from '../pictures/hash.ts'
import { addCharacters, type Characters, charactersIn, emptySet } from './characters.ts'
import { faces } from './faces.ts'

/** The file that lists the characters of all typefaces. */
const characterFile = 'characters'
/** The variable fonts by weight; packages also contain fonts for other axes and italics. */
const fontFile = /-wght-normal\.woff2$/

/**
 * Unpacks the typefaces from their npm packages, unless that has been done, and has text set in these and no others: a
 * card must not depend on which fonts a server has installed. It takes about half a second, once per set of packages.
 *
 * @param folder where to put them, absolute; @param packages where npm has installed the packages
 */
export async function prepareFonts(folder: string, packages = installedPackages()): Promise<Characters> {
  const own = join(folder, await versionOf(packages))
  const characters = await readFile(join(own, characterFile)).catch(() => unpackAll(packages, folder, own))
  const settings = join(own, 'fonts.conf')
  await writeFile(settings, fontconfig(own, join(folder, 'cache')))
  // Fontconfig, inside sharp, reads this when first asked for a font (https://www.freedesktop.org/software/fontconfig/).
  process.env.FONTCONFIG_FILE = settings
  return charactersIn(characters)
}

function installedPackages(): string {
  return join(process.cwd(), 'node_modules', '@fontsource-variable')
}

/** Changes when a package changes. */
async function versionOf(packages: string): Promise<string> {
  const manifests = faces.map((face) => readFile(join(packages, face.package, 'package.json')))
  return pictureHash(Buffer.concat(await Promise.all(manifests)))
}

async function unpackAll(packages: string, folder: string, own: string): Promise<Uint8Array> {
  // Remove what other versions left behind.
  await rm(folder, { recursive: true, force: true })
  // Renamed into place, so that nobody reads half of it.
  const unfinished = join(folder, `${randomUUID()}.part`)
  await mkdir(unfinished, { recursive: true })
  const characters = emptySet()
  for (const { package: name } of faces) {
    const files = join(packages, name, 'files')
    for (const file of (await readdir(files)).filter((entry) => fontFile.test(entry))) {
      const font = Buffer.from(await decompress(await readFile(join(files, file))))
      addCharacters(font, characters)
      await writeFile(join(unfinished, file.replace(/woff2$/, 'ttf')), font)
    }
  }
  await writeFile(join(unfinished, characterFile), characters)
  await rename(unfinished, own)
  return characters
}

function fontconfig(fonts: string, cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${escapeXml(fonts)}</dir><cachedir>${escapeXml(cache)}</cachedir></fontconfig>
`
}
