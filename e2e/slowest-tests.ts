import { relative } from 'node:path'
import type { Reporter, TestCase, TestResult } from 'playwright/types/testReporter'
import { slowestTests } from '../lib/testing/slowest.ts'

/** Prints the slowest end-to-end tests at the end of a run. */
export default class SlowestTests implements Reporter {
  readonly #tests: { name: string; duration: number }[] = []

  onTestEnd(test: TestCase, { duration }: TestResult) {
    this.#tests.push({ name: `${relative('', test.location.file)}: ${test.title}`, duration })
  }

  onEnd() {
    console.error(slowestTests(this.#tests))
  }
}
