import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['lib/**/*.test.ts', 'tools/**/*.test.ts', 'components/**/*.test.ts', 'cli/**/*.test.ts'],
    reporters: ['default', './lib/testing/slowest-unit-tests.ts'],
    setupFiles: ['lib/testing/clean-up.ts'],
    // By default one of two cores would be idle.
    maxWorkers: '100%',
    // Commands are tested as processes, which share two cores with the tests.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
