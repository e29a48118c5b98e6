import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { busy, createGate, left } from './gate.ts'

const staying = new AbortController().signal
const patience = 60_000

/** Until whoever came before stands in line. */
async function settled() {
  for (let round = 0; round < 10; round += 1) await setImmediate()
}

/** Lets everybody of a line in, one after the other. */
async function orderOf(names: readonly string[]): Promise<string> {
  const gate = createGate(1, 100, patience)
  const leave = await gate(staying)
  let order = ''
  const waiting = names.map(async (name) => {
    const leaveAgain = await gate(staying)
    order += name
    leaveAgain()
  })
  await settled()
  expect(order).toBe('')
  leave()
  await Promise.all(waiting)
  return order
}

it('lets in who came first while few wait, and who came last in a rush', async () => {
  expect(await orderOf(['a', 'b', 'c', 'd'])).toBe('abcd')
  expect(await orderOf(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('feabcd')
})

it('lets so many in at once, and one more for each who leaves, however often they say so', async () => {
  const gate = createGate(2, 10, patience)
  const order: string[] = []
  const enter = async (name: string) => {
    const leave = await gate(staying)
    order.push(name)
    return leave
  }
  const leaveA = await enter('a')
  await enter('b')
  const waiting = [enter('c'), enter('d')]
  await settled()
  expect(order).toEqual(['a', 'b'])
  leaveA()
  leaveA()
  await settled()
  expect(order).toEqual(['a', 'b', 'c'])
  const leaveC = await waiting[0]
  leaveC?.()
  await waiting[1]
  expect(order).toEqual(['a', 'b', 'c', 'd'])
})

/** As a crawler does that has more connections than there are places. */
it('lets nobody wait for ever while others come again and again', async () => {
  const gate = createGate(1, 100, patience)
  const turns = [0, 0, 0, 0]
  await Promise.all(
    turns.map(async (_, client) => {
      for (let turn = 0; turn < 20; turn += 1) {
        const leave = await gate(staying)
        turns[client] = (turns[client] ?? 0) + 1
        expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
        await settled()
        leave()
      }
    }),
  )
})

it('turns away who has waited too long, or longest when the line is full', async () => {
  const gate = createGate(1, 1, 200)
  const leave = await gate(staying)
  const second = gate(staying)
  await settled()
  const third = gate(staying)
  await expect(second).rejects.toBe(busy)
  await expect(third).rejects.toBe(busy)
  leave()
  await expect(gate(staying)).resolves.toBeTypeOf('function')
})

it('forgets who leaves the line, and does not let in who has left', async () => {
  const gate = createGate(1, 1, patience)
  const leave = await gate(staying)
  for (let number = 0; number < 100; number += 1) {
    const client = new AbortController()
    const leaving = gate(client.signal)
    await settled()
    client.abort()
    await expect(leaving).rejects.toBe(left)
  }
  await expect(gate(AbortSignal.abort())).rejects.toBe(left)
  const next = gate(staying)
  leave()
  await expect(next).resolves.toBeTypeOf('function')
})
