import type { Variant } from './variants.ts'

/** What stands for a site in a tab, a list of bookmarks or on the screen of a telephone; sizes in pixels, square. */
export const icons = {
  favicon: { type: 'image/x-icon', sizes: [16, 32, 48], isOpaque: false },
  // Apple's telephones put black behind what is transparent.
  'touch-icon': { type: 'image/png', sizes: [180], isOpaque: true },
  'icon-192': { type: 'image/png', sizes: [192], isOpaque: false },
  'icon-512': { type: 'image/png', sizes: [512], isOpaque: false },
} as const

export type IconName = keyof typeof icons

const largest = 512

/** The form of a picture that icons are drawn from. */
export function iconSource({ width, height }: { width: number; height: number }): Variant {
  const scale = Math.min(1, largest / Math.max(width, height))
  const scaled = (side: number) => Math.max(1, Math.round(side * scale))
  return { name: 'icon', format: 'png', width: scaled(width), height: scaled(height) }
}
