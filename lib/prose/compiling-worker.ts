import { parentPort } from 'node:worker_threads'
import { portableMarkdown } from '../markdown/portable-markdown.ts'
import { compileText } from './compile-text.ts'
import type { CompileJob } from './compiler.ts'

// The thread at the other end of compiler: one text after the other. Should one throw, the thread ends with it.
parentPort?.on('message', (job: CompileJob) => {
  const result = job.kind === 'prose' ? compileText(job.text) : portableMarkdown(job.body)
  parentPort?.postMessage(result)
})
