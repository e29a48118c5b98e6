/** What the process Next runs in says to the page server, over Node's channel between parent and child. */
export type NextMessage =
  /** It can be asked, over the socket at this path; again when that had to be made at another place. */
  | { kind: 'listening'; socketPath: string }
  /** Every second, from an event loop that turns. */
  | { kind: 'alive' }
  /** An error nobody caught, by the name of Node's event. */
  | { kind: 'uncaught'; what: string }

export const aliveEvery = 1000

/** Tells the page server, if it is still there. */
export function tellPageServer(message: NextMessage) {
  if (process.connected) process.send?.(message, undefined, {}, () => {})
}
