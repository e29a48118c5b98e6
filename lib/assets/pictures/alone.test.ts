import { expect, it } from 'vitest'
import { alone } from './alone.ts'

it.runIf(process.platform === 'linux')('runs one thing after the other under one name', async () => {
  let running = 0
  let most = 0
  const act = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return 'done'
  }
  const name = `dateline-test-${process.pid}`
  expect(await Promise.all([alone(name, act), alone(name, act), alone(name, act)])).toEqual(
    Array(3).fill('done'),
  )
  expect(most).toBe(1)
  await expect(alone(name, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await Promise.all([alone(`${name}-a`, act), alone(`${name}-b`, act)])
  expect(most).toBe(2)
})
