/** The first bytes of a film in MP4, which is all that is ever looked at; more of it, when a test needs some. */
export function testMp4(bytes = 0): Buffer {
  return Buffer.concat([
    Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1'),
    Buffer.alloc(bytes, 7),
  ])
}

/** The first bytes of a recording in MP3. */
export const testMp3 = Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1')

export const testCaptions = 'WEBVTT\n\n00:00.000 --> 00:01.000\nA\n'
