import { parentPort } from 'node:worker_threads'
import { portableMarkdown } from '../markdown/portable-markdown.ts'
import { compileText } from './compile-text.ts'
import type { CompileJob } from './compiler.ts'

// The thread that compiler.ts starts: one text after the other. If one throws, the thread ends.
parentPort?.on('message', (job: CompileJob) => {
  const result = job.kind === 'prose' ? compileText(job.text) : portableMarkdown(job.body)
  parentPort?.postMessage(result)
})
