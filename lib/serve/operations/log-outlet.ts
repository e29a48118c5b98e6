import type { Writable } from 'node:stream'

/** Where log lines leave the process. Nobody waits for it, and nothing ends with it. */
export type LogOutlet = {
  /** Takes a line, without its end. */
  write(line: string): void
  /** Lines that will not be read: nobody took them for too long, or nobody is there. */
  lost(): number
  /** Resolves when everything is out, or when that takes longer than so many milliseconds. */
  flushed(patience: number): Promise<void>
}

/** More than a reader that takes a breath lets pile up; beyond it, readers of the site go before those of the log. */
const maxWaiting = 1024 * 1024

/**
 * Writes lines to stdout. Node queues without end what a pipe does not take, so what would be too much is dropped,
 * counted, and told of in a line when there is room again. A reader that has gone, or a disk that is full, costs lines.
 */
export function createLogOutlet(stream: Writable, max = maxWaiting): LogOutlet {
  // As it is now: somebody may want to know what else is written to it; see capture-output.
  const send = stream.write.bind(stream)
  let lost = 0
  let untold = 0

  const lose = (count: number) => {
    lost += count
    untold += count
  }

  const tell = () => {
    if (untold === 0 || stream.writableLength > 0) return
    const count = untold
    untold = 0
    const fields = { time: new Date().toISOString(), level: 'warn', event: 'log lines lost', count }
    sendLine(JSON.stringify(fields), () => {
      untold += count
    })
  }

  const sendLine = (line: string, failed: () => void) => {
    try {
      send(`${line}\n`, (error) => error && failed())
    } catch {
      // Files are written to at once, and a full disk may be thrown here. It is counted; there is nowhere to say it.
      failed()
    }
  }

  stream.on('drain', tell)
  // What became of each line, its own write is told; without this, it would be an error nobody handles.
  stream.on('error', () => {})

  return {
    write(line) {
      if (stream.writableLength + line.length > max) return lose(1)
      tell()
      sendLine(line, () => lose(1))
    },
    lost: () => lost,
    flushed: (patience) =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, patience)
        sendLast(send, () => {
          clearTimeout(late)
          resolve()
        })
      }),
  }
}

/** Something empty, behind everything else. */
function sendLast(send: Writable['write'], done: () => void) {
  try {
    send('', done)
  } catch {
    // A full disk; see above. There is nothing to wait for.
    done()
  }
}
