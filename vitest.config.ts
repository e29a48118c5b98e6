import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['lib/**/*.test.ts', 'tools/**/*.test.ts', 'components/**/*.test.ts', 'cli/**/*.test.ts'],
    reporters: ['default', './lib/testing/slowest-unit-tests.ts'],
    setupFiles: ['lib/testing/clean-up.ts'],
    // Left to itself, one core stands idle of two.
    maxWorkers: '100%',
    // Commands are tested as processes, and two cores are shared with them.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
