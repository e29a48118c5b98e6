declare module 'wawoff2/decompress.js' {
  /** Unpacks a WOFF2 font to the OpenType font it was made from. Rejects anything that is not WOFF2. */
  export default function decompress(font: Uint8Array): Promise<Uint8Array>
}
