import type { Reporter, TestModule } from 'vitest/node'
import { slowestTests } from './slowest.ts'

/** Prints the slowest unit tests at the end of a run. */
export default class SlowestUnitTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: `${module.relativeModuleId}: ${test.fullName}`,
        duration: test.diagnostic()?.duration ?? 0,
      })),
    )
    if (tests.length > 100) console.error(slowestTests(tests))
  }
}
