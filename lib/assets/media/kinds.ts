import { posix } from 'node:path'

/** What a directive plays, its captions, and what a link offers as a download. */
export type MediaKind = 'video' | 'audio' | 'captions' | 'download'

/** The files of each kind, by extension, with their types (RFC 6381, RFC 8216, the WebVTT standard and IANA's list). */
const types = {
  video: { '.mp4': 'video/mp4', '.webm': 'video/webm' },
  audio: { '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4', '.ogg': 'audio/ogg', '.webm': 'audio/webm' },
  captions: { '.vtt': 'text/vtt' },
  download: {
    '.pdf': 'application/pdf',
    '.csv': 'text/csv',
    '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '.zip': 'application/zip',
  },
} as const satisfies Record<MediaKind, Record<string, string>>

/** The file extensions of a kind. */
export function mediaEndings(kind: MediaKind): string[] {
  return Object.keys(types[kind])
}

/** The media type of a file of a kind, by its name; undefined when it is of another kind. */
export function mediaType(kind: MediaKind, file: string): string | undefined {
  const ending = posix.extname(file).toLowerCase()
  return Object.entries(types[kind]).find(([known]) => known === ending)?.[1]
}

/** The file name used in its URL: `video.mp4`. */
export function mediaFileName(kind: MediaKind, type: string): string {
  const ending = Object.entries(types[kind]).find(([, known]) => known === type)?.[0]
  return `${kind}${ending ?? ''}`
}

/** How many of a file's first bytes are enough to recognise its type. */
export const headBytes = 256

/**
 * Whether a file is of its stated type, by its first bytes. MP4 names a brand, and pictures (AVIF, HEIC) have brands of
 * their own; WebM is Matroska that names itself so. An XLSX is a ZIP whose first file has an Open Packaging name.
 */
export function isOfType(type: string, head: Buffer): boolean {
  const text = head.toString('latin1')
  switch (type) {
    case 'video/mp4':
    case 'audio/mp4':
      return (
        text.slice(4, 8) === 'ftyp' && !/^(?:avif|avis|heic|heix|hevc|mif1|msf1|qt {2})/.test(text.slice(8))
      )
    case 'video/webm':
    case 'audio/webm':
      return text.startsWith('\x1a\x45\xdf\xa3') && text.slice(0, 64).includes('webm')
    case 'audio/mpeg':
      // An ID3 tag, or a layer III frame: eleven bits set, version, layer.
      return (
        text.startsWith('ID3') ||
        (head[0] === 0xff && [0xfb, 0xfa, 0xf3, 0xf2, 0xe3, 0xe2].includes(head[1] ?? 0))
      )
    case 'audio/ogg':
      return text.startsWith('OggS')
    case 'text/vtt':
      return /^(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)/.test(text)
    case 'application/pdf':
      return /^(?:\xef\xbb\xbf)?%PDF-/.test(text)
    case 'application/zip':
      return ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].some((mark) => text.startsWith(mark))
    case types.download['.xlsx']:
      return (
        text.startsWith('PK\x03\x04') &&
        /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(text.slice(30))
      )
    case 'text/csv':
      return isTable(text)
    default:
      return false
  }
}

/** Whether a file may be a table in text: text has no signature of its own, so it must not have another format's. */
function isTable(head: string): boolean {
  // A UTF-16 byte order mark.
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) return true
  const text = head.replace(/^\xef\xbb\xbf/, '').trimStart()
  return !/[^\P{Cc}\t\n\v\f\r\x7f-\x9f]/u.test(text) && !/^(?:%PDF-|<!|<\?|<[a-z]+[\s>])/i.test(text)
}

/** The names editors know the formats by. */
export const formatNames = {
  video: 'MP4 or WebM',
  audio: 'MP3, M4A, Ogg or WebM',
  captions: 'WebVTT, which begins with the line WEBVTT',
  download: 'PDF, CSV, XLSX or ZIP, and name it so',
} satisfies Record<MediaKind, string>

/** The language of captions, by their file's name: `ferry.zh-Hans.vtt`. Undefined when the name has none. */
export function captionsLanguage(file: string): string | undefined {
  const tag = /\.([A-Za-z0-9-]+)\.vtt$/i.exec(file)?.[1]
  try {
    return tag !== undefined && Intl.getCanonicalLocales(tag)[0] === tag ? tag : undefined
  } catch {
    // Not a well-formed language tag.
    return undefined
  }
}
