import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../testing/temporary.ts'
import { startWaitedThread, type WaitedThread } from './waited-thread.ts'

/** A thread that answers `question` with this code, while this thread never returns to its event loop. */
function thread(answer: string, patience = 30_000): WaitedThread<number, string> {
  const script = join(temporaryFolder(), 'worker.mjs')
  const own = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'waited-thread.ts')).href)
  writeFileSync(
    script,
    `import { workerData as own } from 'node:worker_threads'
     import { answerAll, beginStep, countProgress } from ${own}
     const sleep = (time) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time)
     answerAll(own, ${answer})`,
  )
  const made = startWaitedThread<number, string, { word: string }>(pathToFileURL(script), {
    patience,
    data: { word: 'answer' },
  })
  onTestFinished(() => made.end())
  return made
}

/** Waits for so many answers, or until the thread is stuck or dead. */
function answers({ receive, wait }: WaitedThread<number, string>, count: number): string[] {
  const all: string[] = receive()
  while (all.length < count && wait()) all.push(...receive())
  return all
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the worker's.
const plain = '(question) => `${own.word} ${question}`'

it.each([plain, `async ${plain}`])('answers in the order of the questions: %s', (answer) => {
  const made = thread(answer)
  for (const question of [1, 2, 3]) made.ask(question)
  expect(answers(made, 3)).toEqual(['answer 1', 'answer 2', 'answer 3'])
  expect(made.receive()).toEqual([])
  made.ask(4)
  expect(answers(made, 1)).toEqual(['answer 4'])
})

it.each([
  ['takes too long', '() => { beginStep(own, 300); sleep(60_000) }'],
  ['dies', '() => { beginStep(own, 300); process.exit() }'],
  ['fails', '() => { beginStep(own, 300); throw new Error("no") }'],
])('is given up when it %s', (_, answer) => {
  const made = thread(answer)
  made.ask(1)
  expect(answers(made, 1)).toEqual([])
})

it('may take long altogether if no step takes too long', () => {
  const made = thread(
    '() => { for (let n = 0; n < 4; n += 1) { beginStep(own, 2500); sleep(800) } return "done" }',
  )
  made.ask(1)
  expect(answers(made, 1)).toEqual(['done'])
})

it('shows how far it has come when it is given up', () => {
  const made = thread(
    '(n) => { countProgress(own); beginStep(own, 300); if (n === 2) sleep(60_000); return "" }',
  )
  for (const question of [1, 2, 3]) made.ask(question)
  expect(answers(made, 3)).toEqual([''])
  expect(made.progress()).toBe(2)
})
