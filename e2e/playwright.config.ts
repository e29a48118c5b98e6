import { defineConfig } from 'playwright/test'
import { quietFlags } from '../cli/browser.ts'
import { demoPort, demoUrl } from './site.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['line'], ['./slowest-tests.ts']],
  use: {
    baseURL: demoUrl,
    launchOptions: {
      ...(process.env.PLAYWRIGHT_CHROMIUM_PATH && { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH }),
      args: ['--headless=new', ...quietFlags],
    },
  },
  // The demonstration newsroom, as `npm start` serves it.
  webServer: {
    command: `"${process.execPath}" cli/start.ts`,
    cwd: '..',
    env: {
      PORT: String(demoPort),
      DATA_DIR: '.tmp/e2e/demo',
      STATE_DIR: '.tmp/e2e/state',
      NODE_ENV: 'production',
    },
    url: `${demoUrl}/en`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
})
