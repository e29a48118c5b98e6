import { stripVTControlCharacters } from 'node:util'
import type { Log } from '../../runtime/log.ts'

/** A stack trace, but not a page of HTML. */
const maxCharacters = 4000

/**
 * Makes lines of the log of what anybody writes to stdout and stderr, Next's console above all, and of Node's warnings:
 * what is said while the site is served can be read by machines. The log itself has its outlet by then.
 *
 * @returns a function that lets them write again
 */
export function captureOutput(log: Log): () => void {
  const released = [
    capture(process.stdout, (text) => log('info', 'output', { channel: 'stdout', text })),
    capture(process.stderr, (text) => log('error', 'output', { channel: 'stderr', text })),
  ]
  // Node's own listener writes past the stream.
  const before = process.listeners('warning')
  process.removeAllListeners('warning')
  const warn = ({ name, message }: Error) => log('warn', 'warning of Node', { name, text: message })
  process.on('warning', warn)
  return () => {
    for (const release of released) release()
    process.off('warning', warn)
    for (const listener of before) process.on('warning', listener)
  }
}

type Done = (error?: Error | null) => void

function capture(stream: NodeJS.WriteStream, say: (text: string) => void): () => void {
  const { write } = stream
  stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    const plain = stripVTControlCharacters(text).trim()
    if (plain !== '') say(plain.slice(0, maxCharacters))
    const callback = typeof encoding === 'function' ? encoding : done
    if (callback) process.nextTick(callback)
    return true
  }
  return () => {
    stream.write = write
  }
}
