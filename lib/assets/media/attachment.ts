import { posix } from 'node:path'

/**
 * Headers for a file to download (RFC 6266, RFC 8187): browsers save it under its own name, and if one displays it anyway,
 * nothing in it runs or loads.
 *
 * @param path of the file in the content folder
 */
export function attachmentHeaders(path: string): Record<string, string> {
  // Characters that browsers would reorder could make the name seem to have another extension.
  const name = posix.basename(path).replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
  const plain = name.replace(/[^\w.-]/gu, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, percentEncoded)
  return {
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  }
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
