declare module 'wawoff2/decompress.js' {
  /** Unpacks a WOFF2 font to the OpenType font it was made of. Rejects what is none. */
  export default function decompress(font: Uint8Array): Promise<Uint8Array>
}
