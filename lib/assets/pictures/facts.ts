/** What a page has to know of a picture. */
export type PictureFacts = {
  /** Of the file's bytes, 16 hexadecimal digits: another hash is another picture. */
  hash: string
  /** In pixels, as it is seen: turned by its EXIF orientation. */
  width: number
  height: number
  /** Its average colour, `#abc`, for the place it will take; a picture with transparent parts has none. */
  colour?: string
  /** Who made it, as the file itself says. */
  credit?: string
}

/** A picture file as it lies on the disk, and what it shows. */
export type PictureFile = PictureFacts & {
  bytes: number
  /** Modification time, epoch milliseconds with fractions. */
  modified: number
}

/** Why a file cannot be shown: "is … . How to mend it."; or what the system met, which is nobody's to mend in the file. */
export type PictureFault = { fault: string; isSystems?: true }

/** The most pixels a picture may have: more is no photograph, but an attempt on the server's memory. */
export const maxPixels = 50_000_000

/** No side may be longer: WebP ends there (https://developers.google.com/speed/webp/faq). */
export const longestSide = 16_383

/** The largest file that is opened at all. */
export const maxFileBytes = 100 * 1024 * 1024

/**
 * The most memory that may go into decoding and encoding at once, in bytes, and so the most that one picture may take: how
 * many pixels that is depends on how they are stored; see weight.
 */
export const maxWorkingBytes = 256 * 1024 * 1024
