import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { noise } from '../../testing/pictures.ts'
import { temporaryFolder } from '../../testing/temporary.ts'
import { openDarkroom } from './darkroom.ts'
import type { PictureFile } from './facts.ts'
import { allVariants, type Variant, variantFile } from './variants.ts'

const file = join(temporaryFolder(), 'رصيف.png')
writeFileSync(file, await noise(900, 600).png().toBuffer())

/** The processes this one has started (proc(5)). */
function children(): number[] {
  const tasks = `/proc/${process.pid}/task`
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(`${tasks}/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
}

describe('a darkroom', () => {
  it('inspects a picture, and makes all its variants', async () => {
    const darkroom = openDarkroom()
    const facts = (await darkroom.inspect(file)) as PictureFile
    expect(facts).toMatchObject({ width: 900, height: 600 })
    const variants = allVariants(facts)
    const made = await Promise.all(
      variants.map((variant) => darkroom.make({ file, hash: facts.hash, variant })),
    )
    for (const [index, variant] of variants.entries()) {
      const { width, height, format } = await sharp(made[index]).metadata()
      expect([variantFile(variant), width, height]).toEqual([
        `${variant.name}.${{ heif: 'avif', jpeg: 'jpg' }[String(format)] ?? format}`,
        variant.width,
        variant.height,
      ])
    }
  })

  it('returns nothing for a picture that has changed or is missing', async () => {
    const darkroom = openDarkroom()
    const [variant] = allVariants({ hash: '', width: 900, height: 600 }) as [Variant]
    const other = { hash: '0123456789abcdef', variant }
    expect(await darkroom.make({ file, ...other })).toBeUndefined()
    expect(await darkroom.make({ file: `${file}x`, ...other })).toBeUndefined()
    expect(await darkroom.inspect(`${file}x`)).toEqual({ fault: expect.stringContaining('cannot be read') })
  })

  it.runIf(process.platform === 'linux')(
    'knows no secrets, and starts again after it was ended',
    async () => {
      process.env.PUBLISH_SECRET = 'nobody-can-guess-this'
      const before = children()
      const darkroom = openDarkroom()
      const inspecting = darkroom.inspect(file)
      const [pid = 0] = children().filter((child) => !before.includes(child))
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('PUBLISH_SECRET')
      process.kill(pid, 'SIGKILL')
      expect(await inspecting).toMatchObject({ width: 900 })
      expect(children()).not.toContain(pid)
      delete process.env.PUBLISH_SECRET
    },
  )
})
