/** The shapes of cards, in pixels: for link previews (https://ogp.me), and the three that search results use. */
export const cardShapes = {
  preview: { width: 1200, height: 630 },
  '16x9': { width: 1200, height: 675 },
  '4x3': { width: 1200, height: 900 },
  '1x1': { width: 1200, height: 1200 },
} as const

export type CardShape = keyof typeof cardShapes
