import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { memoryVariables, nodeFlags } from './node-flags.mjs'

it('are also used by the container image, which starts without npm', () => {
  const dockerfile = readFileSync('deploy/Dockerfile', 'utf8')
  expect(dockerfile).toContain(
    `CMD ${JSON.stringify(['node', ...nodeFlags.start, 'cli/start.ts']).replaceAll(',', ', ')}`,
  )
  for (const [name, value] of Object.entries(memoryVariables))
    expect(dockerfile).toContain(` ${name}=${value}`)
})
