import { expect, it } from 'vitest'
import { withDuration } from './webm-duration.ts'

/** A segment of unknown size whose Info is one element, with its size in one byte or in eight. */
const recorded = (size: string) =>
  Buffer.from(`18538067 01ffffffffffffff 1549a966 ${size} 2ad7b1830f4240 1654ae6b`.replaceAll(' ', ''), 'hex')

it.each(['87', '0100000000000007'])('writes the length behind what is there (size as %s)', (size) => {
  const value = Buffer.alloc(8)
  value.writeDoubleBE(10_500)
  expect(withDuration(recorded(size), 10.5).toString('hex')).toBe(
    `1853806701ffffffffffffff1549a96601000000000000122ad7b1830f4240448988${value.toString('hex')}1654ae6b`,
  )
})

it('refuses what is no such file', () => {
  expect(() => withDuration(Buffer.from('RIFF'), 1)).toThrow('This is no WebM file as browsers record it.')
})
