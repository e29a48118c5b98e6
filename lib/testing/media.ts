/** The first bytes of an MP4 film, which is all that is ever read; longer on request. */
export function testMp4(bytes = 0): Buffer {
  return Buffer.concat([
    Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1'),
    Buffer.alloc(bytes, 7),
  ])
}

/** The first bytes of an MP3 recording. */
export const testMp3 = Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1')

export const testCaptions = 'WEBVTT\n\n00:00.000 --> 00:01.000\nA\n'

/** The first bytes of downloadable files, which is all that is ever read. */
export const testDownloads = {
  pdf: Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n', 'latin1'),
  csv: Buffer.from('Item,Cost\nTimber,1200\n'),
  zip: zipOf('budget.csv'),
  xlsx: zipOf('[Content_Types].xml'),
}

/** The beginning of a ZIP archive whose first file is empty and has this name. */
export function zipOf(name: string): Buffer {
  const head = Buffer.alloc(30)
  head.write('PK\x03\x04', 'latin1')
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name, 'latin1')])
}
