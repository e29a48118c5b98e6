import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'

/** Passes answers on as fast as their clients take them. */
export type Streaming = (answer: IncomingMessage, response: ServerResponse) => void

/**
 * However slow clients are, there is room for the next: when so many answers are under way, the one that is waiting for
 * its client, the longest of these under way, breaks off. Browsers ask for the rest of a film when they want it.
 *
 * @param max how many are under way at once
 */
export function createStreaming(max: number): Streaming {
  const running = new Set<IncomingMessage>()

  function makeRoom() {
    let [ended] = running
    for (const answer of running) {
      if (!answer.isPaused()) continue
      ended = answer
      break
    }
    ended?.destroy()
  }

  return (answer, response) => {
    if (running.size >= max) makeRoom()
    running.add(answer)
    answer.once('close', () => running.delete(answer))
    // Whichever of the two breaks off takes the other with it.
    pipeline(answer, response, () => {})
  }
}
