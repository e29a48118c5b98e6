/** What a page needs to know about a picture. */
export type PictureFacts = {
  /** Of the file's bytes, 16 hexadecimal digits: a different hash means a different picture. */
  hash: string
  /** In pixels, after its EXIF orientation is applied. */
  width: number
  height: number
  /** Its average colour, `#abc`, shown in its place until it loads; a picture with transparent parts has none. */
  colour?: string
  /** Who made it, according to the file itself. */
  credit?: string
}

/** A picture file on disk, and what it shows. */
export type PictureFile = PictureFacts & {
  bytes: number
  /** Modification time, epoch milliseconds with fractions. */
  modified: number
}

/** Why a file cannot be shown: "is … . How to mend it."; or a system error, which editing the file cannot mend. */
export type PictureFault = { fault: string; isSystems?: true }

/** The most pixels a picture may have: anything larger is not a photograph but an attack on the server's memory. */
export const maxPixels = 50_000_000

/** The longest side allowed: WebP's limit (https://developers.google.com/speed/webp/faq). */
export const longestSide = 16_383

/** The largest file that is opened at all. */
export const maxFileBytes = 100 * 1024 * 1024

/**
 * The most memory that all decoding and encoding together may take, in bytes, and so the most for any one picture. How
 * many pixels that is depends on how they are stored; see weight.
 */
export const maxWorkingBytes = 256 * 1024 * 1024
