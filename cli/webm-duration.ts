/** Ids of the WebM elements that matter here (https://www.webmproject.org/docs/container/). */
const info = Buffer.from('1549a966', 'hex')
const duration = Buffer.from('4489', 'hex')

/**
 * Writes into a WebM file how long it is, which browsers leave out when they record; without it, players show no length.
 * The segment of such a file is of unknown size, so nothing else has to be changed.
 *
 * @throws when the file has no `Info` of the usual short kind
 */
export function withDuration(webm: Buffer, seconds: number): Buffer {
  const at = webm.indexOf(info)
  const sizeAt = at + info.length
  const first = webm[sizeAt] ?? 0
  // A size begins with as many zeros as it has further bytes.
  const sizeBytes = first === 0 ? 0 : Math.clz32(first) - 23
  if (at < 0 || sizeBytes === 0) throw new Error('This is no WebM file as browsers record it.')
  const size = Number(
    BigInt(`0x${webm.toString('hex', sizeAt, sizeAt + sizeBytes)}`) - (1n << BigInt(7 * sizeBytes)),
  )
  const body = webm.subarray(sizeAt + sizeBytes, sizeAt + sizeBytes + size)
  // A float of 8 bytes, in units of the time scale: a millisecond where it is not another.
  const value = Buffer.alloc(9)
  value[0] = 0x88
  value.writeDoubleBE(seconds * 1000, 1)
  const grown = Buffer.concat([body, duration, value])
  const newSize = Buffer.alloc(8)
  newSize.writeBigUInt64BE((1n << 56n) | BigInt(grown.length))
  return Buffer.concat([webm.subarray(0, sizeAt), newSize, grown, webm.subarray(sizeAt + sizeBytes + size)])
}
