import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What a test does to the process it runs in, which the tests after it must not see; fonts are chosen once per process. */
const alters =
  /\bvi\.(?!waitFor\b|fn\b)|\bprocess\.(env\.\w+ =|on\(|chdir)|\bmemoryUsage\b|\b(prepareFonts|drawCard)\b/

const files = globSync('{lib,tools,components,cli}/**/*.test.ts')
const altering = files.filter((file) => alters.test(readFileSync(file, 'utf8')))

// What Node compiles is kept from run to run: every thread and command that tests start loads much the same modules.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/tests')

export default defineConfig({
  test: {
    reporters: ['default', './lib/testing/slowest-unit-tests.ts'],
    setupFiles: ['lib/testing/clean-up.ts'],
    // By default one of two cores would be idle.
    maxWorkers: '100%',
    // Commands are tested as processes, which share two cores with the tests.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      // Modules are loaded once, and threads that read files are started once, for all files a worker runs.
      {
        extends: true,
        test: { name: 'together', isolate: false, include: files.filter((file) => !altering.includes(file)) },
      },
      { extends: true, test: { name: 'apart', include: altering } },
    ],
  },
})
