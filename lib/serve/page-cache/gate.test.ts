import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { busy, createGate, left } from './gate.ts'

const staying = new AbortController().signal
const patience = 60_000

/** Until whoever came before stands in line. */
async function settled() {
  for (let round = 0; round < 10; round += 1) await setImmediate()
}

it('lets so many in, and then who came last', async () => {
  const gate = createGate(2, 10, patience)
  const order: string[] = []
  const enter = async (name: string) => {
    const leave = await gate(staying)
    order.push(name)
    return leave
  }
  const [leaveA, leaveB] = [await enter('a'), await enter('b')]
  const waiting = [enter('c'), enter('d'), enter('e')]
  await settled()
  expect(order).toEqual(['a', 'b'])
  leaveB()
  // Whoever says twice that it leaves has left once.
  leaveB()
  const leaveE = await waiting[2]
  await settled()
  expect(order).toEqual(['a', 'b', 'e'])
  leaveA()
  leaveE?.()
  await Promise.all(waiting)
  expect(order).toEqual(['a', 'b', 'e', 'd', 'c'])
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
