import { spawnSync } from 'node:child_process'
import { findChromium } from './browser.ts'
import { command, fail } from './fail.ts'
import { nextCommand } from './next-command.ts'

/** `npm test`: types, lint, content, unit tests, then the built site in a real browser. The first failure ends it. */
await command(() => {
  const chromium = findChromium()
  step('Types of routes', [nextCommand, 'typegen'])
  step('Types', ['node_modules/typescript/bin/tsc', '--noEmit'])
  step('Lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'])
  step('Content', ['cli/check.ts'])
  step('Unit tests', ['node_modules/vitest/vitest.mjs', 'run'])
  step(
    'End-to-end tests',
    ['node_modules/playwright/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
    {
      PLAYWRIGHT_CHROMIUM_PATH: chromium,
    },
  )
})

function step(name: string, args: string[], env: Record<string, string> = {}) {
  console.error(`\n${name}`)
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) fail(`${name}: failed.`)
}
